# SPDX-License-Identifier: EUPL-1.2
base-title = Інформація
base-exit = Швидко вийти
base-skip = До тексту
base-languages = Мови
base-not-advice = Ця сторінка інформує. Вона не замінює адвоката. Жоден юрист її ще не перевірив.
base-draft-original = Чернетка: цей текст ще ніхто не перевірив.
base-draft = Чернетка: цей переклад ще не перевірила людина, для якої ця мова рідна.
base-outdated = Увага: текст змінено після перевірки.
base-checked = Перевірено: { $by }, { $on }.
base-invented = Вигаданий приклад. Такої служби немає, не телефонуйте.
base-free = безкоштовно
base-always = вдень і вночі
base-speaks = Мови:
base-print = Друк

guide-heading = Ваші права і перша допомога
guide-contents = На цій сторінці
guide-listen = Прослухати текст
guide-no-audio = Запису цього тексту ще немає.
guide-pocket = Картка для кишені
guide-pocket-how = Надрукуйте, виріжте по лініях, складіть двічі. Зовні лише одне слово, яке нічого не видає.
