# SPDX-License-Identifier: EUPL-1.2
# Hochgeladene Dateien: in Formularen, neben Links, und was daran nicht stimmt.

problem-file-type = Diese Datei wird nicht angenommen. Angenommen werden PDF, PNG, JPEG, WebP, einfacher Text, CSV und Office-Dateien ohne Makros (ODT, ODS, ODP, DOCX, XLSX, PPTX); die Endung des Namens muss zum Inhalt passen.
problem-file-too-large = Die Datei ist größer als 10 MB. Bitte verkleinern Sie sie oder geben Sie stattdessen eine Webadresse an.
problem-file-empty = Die Datei ist leer.
problem-file-name = Der Name der Datei kann nicht verwendet werden. Bitte benennen Sie sie um.
problem-file-unknown = Diese Datei ist nicht mehr da oder wurde nicht von Ihrer Organisation hochgeladen. Bitte wählen Sie sie noch einmal aus.
problem-files-full = Die Dateien Ihrer Organisation belegen schon alle 500 MB, die es gibt. Bitte geben Sie stattdessen eine Webadresse an oder entfernen Sie Dateien aus Entwürfen.

hint-rows-evidence = Links zu Dokumenten, Daten oder Nachrichten, oder Dateien: PDF, Bilder, Text oder Office-Dateien ohne Makros, bis je 10 MB. Eine Datei wird zusammen mit der Aussage öffentlich. Bitte achten Sie darauf, dass sie nichts über einzelne Menschen enthält, auch nicht in ihren Eigenschaften.
say-proof-file-remove = Datei von Beleg { $n } entfernen
file-told = { $name } ({ $type }, { $size })
file-download = Herunterladen: { $file }
file-size-bytes = { $n ->
    [one] 1 Byte
   *[other] { $n } Bytes
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
