# SPDX-License-Identifier: EUPL-1.2
base-title = Thông tin
base-exit = Thoát nhanh
base-skip = Đến nội dung
base-languages = Ngôn ngữ
base-not-advice = Trang này cung cấp thông tin. Trang này không thay thế luật sư. Chưa có luật sư nào kiểm tra.
base-draft-original = Bản nháp: chưa ai kiểm tra văn bản này.
base-draft = Bản nháp: chưa có người bản ngữ nào kiểm tra bản dịch này.
base-outdated = Chú ý: văn bản đã thay đổi sau khi được kiểm tra.
base-checked = { $by } đã kiểm tra ngày { $on }.
base-invented = Ví dụ tự đặt ra. Nơi này không có thật, xin đừng gọi.
base-free = miễn phí
base-always = ngày và đêm
base-speaks = Ngôn ngữ:
base-print = In

guide-heading = Quyền của bạn và giúp đỡ ban đầu
guide-contents = Trên trang này
guide-listen = Nghe văn bản này
guide-no-audio = Chưa có bản ghi âm của văn bản này.
guide-pocket = Thẻ bỏ túi
guide-pocket-how = In ra, cắt theo đường kẻ, gấp hai lần. Bên ngoài chỉ có một từ không tiết lộ gì.
