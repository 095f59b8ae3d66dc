# SPDX-License-Identifier: EUPL-1.2
# Uploaded files: in forms, beside links, and what is wrong with one.

problem-file-type = This file is not accepted. Accepted are PDF, PNG, JPEG, WebP, plain text, CSV, and office files without macros (ODT, ODS, ODP, DOCX, XLSX, PPTX); the ending of the name must fit the content.
problem-file-too-large = The file is larger than 10 MB. Please make it smaller or give a web address instead.
problem-file-empty = The file is empty.
problem-file-name = The file has a name that cannot be used. Please rename it.
problem-file-unknown = This file is not there any more, or was not uploaded by your organisation. Please choose it again.
problem-files-full = The files of your organisation take all the 500 MB there are. Please give a web address instead, or remove files from drafts.

hint-rows-evidence = Links to documents, data or news, or files: PDF, pictures, text, or office files without macros, up to 10 MB each. A file becomes public together with the statement. Please make sure that it holds nothing about individual people, not even in its properties.
say-proof-file-remove = Remove the file of evidence { $n }
file-told = { $name } ({ $type }, { $size })
file-download = Download: { $file }
file-size-bytes = { $n ->
    [one] 1 byte
   *[other] { $n } bytes
}
file-size-kb = { $n } kB
file-size-mb = { $n } MB
