# SPDX-License-Identifier: EUPL-1.2
base-title = Bilgiler
base-exit = Hızlı çıkış
base-skip = İçeriğe geç
base-languages = Diller
base-not-advice = Bu sayfa bilgi verir. Avukatın yerini tutmaz. Henüz hiçbir hukukçu kontrol etmedi.
base-draft-original = Taslak: bu metni henüz kimse kontrol etmedi.
base-draft = Taslak: bu çeviriyi henüz ana dili bu olan kimse kontrol etmedi.
base-outdated = Dikkat: metin kontrol edildikten sonra değişti.
base-checked = Kontrol eden: { $by }, { $on }.
base-invented = Uydurma örnek. Böyle bir yer yok, lütfen aramayın.
base-free = ücretsiz
base-always = gece gündüz
base-speaks = Diller:
base-print = Yazdır

guide-heading = Haklarınız ve ilk yardım
guide-contents = Bu sayfada
guide-listen = Metni dinleyin
guide-no-audio = Bu metnin henüz ses kaydı yok.
guide-pocket = Cep kartı
guide-pocket-how = Yazdırın, çizgilerden kesin, iki kez katlayın. Dışında hiçbir şeyi ele vermeyen tek bir kelime var.
