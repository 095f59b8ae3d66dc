# SPDX-License-Identifier: EUPL-1.2
base-title = Информация
base-exit = Бърз изход
base-skip = Към текста
base-languages = Езици
base-not-advice = Тази страница информира. Тя не замества адвокат. Никой юрист още не я е проверил.
base-draft-original = Чернова: никой още не е проверил този текст.
base-draft = Чернова: този превод още не е проверен от човек с роден език български.
base-outdated = Внимание: текстът е променен, откакто е проверен.
base-checked = Проверено от { $by } на { $on }.
base-invented = Измислен пример. Тази служба не съществува, не се обаждайте.
base-free = безплатно
base-always = денем и нощем
base-speaks = Говорят:
base-print = Печат

guide-heading = Вашите права и първа помощ
guide-contents = На тази страница
guide-listen = Чуйте текста
guide-no-audio = Още няма запис на този текст.
guide-pocket = Карта за джоба
guide-pocket-how = Отпечатайте, изрежете по линиите, сгънете два пъти. Отвън има само една дума, която не издава нищо.
