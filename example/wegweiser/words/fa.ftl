# SPDX-License-Identifier: EUPL-1.2
base-title = اطلاعات
base-exit = خروج سریع
base-skip = رفتن به متن
base-languages = زبان‌ها
base-not-advice = این صفحه اطلاعات می‌دهد. جای وکیل را نمی‌گیرد. هنوز هیچ حقوق‌دانی آن را بررسی نکرده است.
base-draft-original = پیش‌نویس: هنوز کسی این متن را بررسی نکرده است.
base-draft = پیش‌نویس: هنوز هیچ فارسی‌زبانی این ترجمه را بررسی نکرده است.
base-outdated = توجه: این متن پس از بررسی تغییر کرده است.
base-checked = بررسی‌شده توسط { $by } در { $on }.
base-invented = نمونهٔ ساختگی. چنین جایی وجود ندارد، لطفاً زنگ نزنید.
base-free = رایگان
base-always = شب و روز
base-speaks = زبان‌ها:
base-print = چاپ

guide-heading = حقوق شما و کمک نخستین
guide-contents = در این صفحه
guide-listen = شنیدن این متن
guide-no-audio = هنوز ضبط صوتی این متن وجود ندارد.
guide-pocket = کارت جیبی
guide-pocket-how = چاپ کنید، از روی خط‌ها ببرید، دو بار تا کنید. بیرون آن فقط یک واژه است که چیزی را لو نمی‌دهد.
