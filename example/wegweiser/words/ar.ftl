# SPDX-License-Identifier: EUPL-1.2
base-title = معلومات
base-exit = خروج سريع
base-skip = إلى المحتوى
base-languages = اللغات
base-not-advice = هذه الصفحة للمعلومات. لا تغني عن محامٍ. لم يراجعها أي قانوني بعد.
base-draft-original = مسودة: لم يراجع أحد هذا النص بعد.
base-draft = مسودة: لم يراجع هذه الترجمة بعد أي شخص لغته الأم العربية.
base-outdated = تنبيه: تغيّر هذا النص منذ مراجعته.
base-checked = راجعه { $by } في { $on }.
base-invented = مثال مختلق. هذه الجهة غير موجودة، لا تتصلوا بها.
base-free = مجانًا
base-always = ليلًا ونهارًا
base-speaks = اللغات:
base-print = طباعة

guide-heading = حقوقك والمساعدة الأولى
guide-contents = في هذه الصفحة
guide-listen = استمع إلى النص
guide-no-audio = لا يوجد تسجيل صوتي لهذا النص بعد.
guide-pocket = بطاقة للجيب
guide-pocket-how = اطبعها وقصّها على الخطوط واطوها مرتين. في الخارج كلمة واحدة فقط لا تكشف شيئًا.
