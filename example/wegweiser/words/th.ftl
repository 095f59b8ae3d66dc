# SPDX-License-Identifier: EUPL-1.2
base-title = ข้อมูล
base-exit = ออกจากหน้านี้ทันที
base-skip = ไปที่เนื้อหา
base-languages = ภาษา
base-not-advice = หน้านี้ให้ข้อมูล ไม่ได้แทนทนายความ ยังไม่มีนักกฎหมายตรวจสอบ
base-draft-original = ฉบับร่าง: ยังไม่มีใครตรวจสอบข้อความนี้
base-draft = ฉบับร่าง: ยังไม่มีเจ้าของภาษาตรวจสอบคำแปลนี้
base-outdated = โปรดทราบ: ข้อความนี้เปลี่ยนไปหลังจากตรวจสอบแล้ว
base-checked = ตรวจสอบโดย { $by } เมื่อ { $on }
base-invented = ตัวอย่างสมมติ หน่วยงานนี้ไม่มีจริง อย่าโทรไป
base-free = ไม่เสียเงิน
base-always = ทั้งวันทั้งคืน
base-speaks = ภาษา:
base-print = พิมพ์

guide-heading = สิทธิของคุณและความช่วยเหลือเบื้องต้น
guide-contents = ในหน้านี้
guide-listen = ฟังข้อความนี้
guide-no-audio = ยังไม่มีเสียงบันทึกของข้อความนี้
guide-pocket = บัตรพกพา
guide-pocket-how = พิมพ์ ตัดตามเส้น พับสองครั้ง ด้านนอกมีเพียงคำเดียวที่ไม่บอกอะไร
