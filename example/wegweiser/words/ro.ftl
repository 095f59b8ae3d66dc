# SPDX-License-Identifier: EUPL-1.2
base-title = Informații
base-exit = Ieșire rapidă
base-skip = La conținut
base-languages = Limbi
base-not-advice = Această pagină informează. Nu înlocuiește un avocat. Niciun jurist nu a verificat-o încă.
base-draft-original = Ciornă: nimeni nu a verificat încă acest text.
base-draft = Ciornă: niciun vorbitor nativ nu a verificat încă această traducere.
base-outdated = Atenție: textul s-a schimbat de când a fost verificat.
base-checked = Verificat de { $by } la { $on }.
base-invented = Exemplu inventat. Acest serviciu nu există, nu sunați.
base-free = gratuit
base-always = zi și noapte
base-speaks = Limbi vorbite:
base-print = Tipărește

guide-heading = Drepturile dumneavoastră și primul ajutor
guide-contents = Pe această pagină
guide-listen = Ascultați textul
guide-no-audio = Încă nu există o înregistrare a acestui text.
guide-pocket = Card pentru buzunar
guide-pocket-how = Tipăriți, tăiați pe linii, îndoiți de două ori. Afară este doar un cuvânt care nu spune nimic.
