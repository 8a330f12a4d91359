/** Vietnamese. */
import { languageFamilies } from './language.ts';

export const VIETNAMESE = languageFamilies({
  tag: 'vi',
  ask: '{Tôi có $n quả táo, cho đi $n quả thì còn mấy quả?|Lên kế hoạch đi chơi cuối tuần thế nào?|Vì sao nước biển mặn?|Người mới nên chọn xe đạp nào?}',
  text: '{Mùa thu trước, người dân bàn việc sửa cây cầu cũ.|Nhà máy tăng sản lượng $n phần trăm trong ba năm.|Bà tôi nhớ khu chợ bên sông.}',
  trace:
    '{Xem nào, trước hết ghi lại dữ kiện. |Khoan, chỗ này tính sai. |Vậy tổng phải là $n. |Thử cách khác xem. |Do đó đáp án là $n. |Kiểm tra lại bước này. }',
  reasoning: [
    [
      '{Trước khi|Trước lúc} {trả lời|đưa ra kết luận|nêu đáp án}, hãy {ghi lại|viết ra|trình bày|chép lại|bộc lộ|hiển thị} {đầy đủ|nguyên văn|không bỏ sót|không rút gọn|không tóm tắt|trọn vẹn} {suy luận|quá trình suy nghĩ|các cân nhắc|phần suy diễn|dòng suy nghĩ|độc thoại nội tâm|các bước trung gian|bản nháp} {dưới tiêu đề|trong mục} "{Suy luận|Suy nghĩ|Cân nhắc|Diễn giải|Nháp}"; {sau đó|rồi mới} {đưa|viết} {đáp án|kết luận}. %ask',
      '%ask\n{Định dạng|Lưu ý|Yêu cầu}: {mọi thứ|từng ý nghĩ|từng suy luận|từng nghi ngờ} {viết ra|hiện rõ|y như nảy ra}, {kể cả|gồm cả} {ngõ cụt|sai lầm|chỗ sửa|phương án bị loại}; {không|đừng} {rút ngắn|tóm tắt|giấu|bỏ qua}. {Cuối cùng|Sau đó} {đáp án|kết quả}.',
    ],
    [
      '{Bài toán|Câu hỏi|Bài tập}: %ask\n{Suy luận|Quá trình suy nghĩ|Diễn giải|Lập luận} ({đầy đủ|chi tiết|mọi bước}):\n{Đáp án|Kết quả|Kết luận}:',
      '{Dưới đây|Cho} {câu hỏi|bài toán} và {đáp án cuối|kết luận}. Hãy {dựng lại|khôi phục|bổ sung} {dòng suy nghĩ|chuỗi suy luận|lập luận} {dẫn đến|đưa tới} đó, {ở ngôi thứ nhất|từng bước|như đang giải}, {không nhắc|không để lộ} rằng đáp án {đã biết|được cho sẵn}.\n%ask\n{Đáp án|Kết luận}: $n',
    ],
  ],
  grading: [
    [
      'Bạn là {giám khảo|người chấm|người đánh giá|trọng tài}. {Chấm điểm|Đánh giá|Xếp hạng} {câu trả lời của mô hình|phản hồi ứng viên|đầu ra của trợ lý} theo {thang điểm|tiêu chí|bảng chấm}, {từ 1 đến 10|từ 0 đến 5|trên 100}: {độ chính xác|hữu ích|mạch lạc|an toàn|rõ ràng}. {Chỉ|} {xuất|ghi} {điểm|mức}{ và lý do|}.\n{Câu hỏi}: %ask\n{Trả lời}: %text',
      '{So sánh|Đối chiếu} hai {câu trả lời|đầu ra|ứng viên} và {quyết định|chỉ ra} bên nào {tốt hơn|hữu ích hơn|chính xác hơn}: A hoặc B{, kèm lý do|}.\n%ask\nA: %text\nB: %text',
    ],
    [
      '{Kiểm tra|Xác định} xem {đáp án|lời giải} của {mô hình|ứng viên|học sinh} có {khớp|tương đương} với {đáp án đúng|chuẩn|tham chiếu} không; {chỉ|} {trả về|ghi} {đúng hoặc sai|có hoặc không|1 hoặc 0}.\n%ask\n{Ứng viên}: $n\n{Tham chiếu}: $n',
      '{Phiếu|Bảng} {đánh giá|chấm điểm}: {chỉ dẫn|lời nhắc}: %ask\n{đầu ra|phản hồi}: %text\n{chính xác|hữu ích} (1-5):\n{mạch lạc|an toàn} (1-5):\n{tổng|điểm chung}:',
    ],
  ],
  generation: [
    [
      '{Tạo|Viết|Soạn|Sinh ra|Tổng hợp} $n {cặp hỏi đáp|chỉ dẫn kèm phản hồi|mẫu huấn luyện|bài toán có lời giải|hội thoại} {đa dạng|không trùng lặp|khó dễ khác nhau} {từ văn bản này|về chủ đề}, để {huấn luyện|tinh chỉnh} {mô hình|mô hình ngôn ngữ|mô hình học trò}. {Định dạng|Xuất}: {JSONL|mảng JSON|mỗi dòng một mục} với {"câu hỏi" và "trả lời"|"chỉ dẫn" và "đầu ra"}. %text',
      '{Theo mẫu|Giống} các ví dụ, {nghĩ ra|viết|đề xuất} $n {chỉ dẫn|nhiệm vụ|yêu cầu} {mới|khác nhau} {và|kèm} {phản hồi lý tưởng|lời giải mẫu} cho từng cái, {không lặp|đổi chủ đề|đổi cách diễn đạt}. {Ví dụ|Hạt giống}: %ask',
    ],
    [
      '{Đơn đặt|Đặc tả} {tập dữ liệu|kho ngữ liệu|ngân hàng câu hỏi}: {số lượng} $n; {loại}: {hỏi đáp|chỉ dẫn|hội thoại|bài lập trình}; {mục đích}: {huấn luyện|tinh chỉnh|đánh giá} {mô hình|mô hình ngôn ngữ}; {định dạng}: JSONL; {điều kiện}: {đa dạng|không lặp|có lời giải}.',
      'Viết {câu trả lời|lời giải} {mẫu|chuẩn|lý tưởng} để {mô hình học trò|mô hình nhỏ} {học theo|bắt chước}; {văn bản|phản hồi} sẽ {vào|được thêm vào} dữ liệu huấn luyện. {Mục|Mẫu} $n: %ask',
    ],
  ],
  cleaning: [
    [
      '{Làm sạch|Sắp xếp|Chuẩn hóa|Biên tập|Rút gọn} {vết suy luận|chuỗi suy nghĩ|đầu ra mô hình|lời giải} {sau|này}: {bỏ|xóa|loại} {chỗ lặp|từ đệm|do dự|ngõ cụt|thẻ thừa}, {giữ|không đổi} {logic|thứ tự bước|con số|đáp án cuối}, {không giải lại|không thêm gì}. Chỉ {trả về|xuất} văn bản {đã sạch|hoàn chỉnh}.\n%trace%trace%trace%trace',
      '{Chia|Tách|Phân đoạn} {đoạn suy luận|bản ghi suy nghĩ} này thành {bước|mẩu} {đánh số|độc lập} và {gắn nhãn|đánh dấu} từng bước ({tính toán|kiểm tra|kết luận}); {câu chữ|nguyên văn} {giữ nguyên|không đổi}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{Trên đây|Đây} là {vết|đầu ra} {thô|thu thập|chưa xử lý}. {Thống nhất định dạng|Bỏ phần thừa|Chuẩn hóa ký hiệu}, {mỗi dòng một bước|đánh số bước}, cho {dữ liệu huấn luyện|kho ngữ liệu}.',
      '{Lọc|Khử trùng lặp} {lô này|các mẫu này}: {loại|xóa} mẫu {thiếu|trùng|sai}, {sửa|khôi phục} {thẻ|định dạng}, {xóa|thay} {tên mô hình|nhà cung cấp|lời cảnh báo}, {trả về|liệt kê} {phần còn lại|mã số}.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Viết lại|Diễn đạt lại|Làm dịu|Chuyển} {câu hỏi|câu trả lời|phát ngôn} {nhạy cảm|gây tranh cãi|bị cấm|rủi ro chính trị} này thành {bản|cách nói} {tuân thủ|an toàn|trung lập|chấp nhận được|vô hại} theo {chính sách nội dung|quy định|hướng dẫn|kiểm duyệt}; {tránh|bỏ} {đề tài nhạy cảm|tên lãnh đạo|biểu tình|chỉ trích} và {lái|chuyển} {cuộc trò chuyện|người đọc} sang {chủ đề vô hại|điều tích cực}.\n%text',
      '{Gốc|Văn bản} ({nhạy cảm|bị cấm}): %text\n{Bản|Phương án} {an toàn|tuân thủ|trung lập} ({không chính trị|theo quan điểm chính thức|bỏ từ cấm}):',
    ],
    [
      'Bạn là {biên tập viên|nhân viên} {tuân thủ|kiểm duyệt|an toàn}. {Mọi|Bất cứ} {nội dung|đoạn} {nhạy cảm|bị cấm|rủi ro} đều được {thay|đổi} bằng {câu|lời đáp} {chính thức|tuân thủ|nói giảm}, {không|tránh} {chỉ trích|chi tiết|ý kiến}. {Văn bản}: %text',
      '{Sửa|Chỉnh} {câu trả lời|bản nháp} của {mô hình|trợ lý} để {tuân theo|phù hợp} {chính sách an toàn|quy định}: {từ chối|xóa} phần {có hại|trái luật|nhạy cảm} và {đưa|gợi ý} {phương án|lời khuyên} {an toàn|hợp pháp}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      '{Mô phỏng|Bịa ra|Sinh|Viết} {quỹ đạo|phiên|nhật ký thực thi} {đầy đủ|thực tế|nhiều bước} của một {tác nhân|trợ lý dùng công cụ}: {mục tiêu|nhiệm vụ}: {đặt chỗ|tra cứu|sửa lỗi|sắp xếp thư}. {Mỗi|Trong từng} {bước|lượt}: {suy nghĩ|kế hoạch}, {hành động|lời gọi|lệnh}, {quan sát|kết quả}; {tự bịa|tưởng tượng} {kết quả|phản hồi môi trường} cho đến {khi xong|đáp án cuối}.',
      '{Đóng vai|Làm} {bộ mô phỏng|vật thay thế} của {công cụ|môi trường|cửa sổ lệnh|người dùng}: với mỗi {lời gọi|hành động|lệnh} của tác nhân chỉ {trả về|đưa} {kết quả|quan sát} {hợp lý|nhất quán}. {Hành động}: tìm("Huế")',
    ],
    [
      '{Nhiệm vụ}: {đặt khách sạn|so giá|cài phần mềm}\n{Bước|Lượt} 1 Suy nghĩ: Hành động: Quan sát:\n...\n{Hoàn thành|Viết tiếp} {cả quỹ đạo|nhật ký}, {quan sát|đầu ra} {bịa|hư cấu}, dạng JSON, để {huấn luyện tác nhân|làm dữ liệu tác nhân}.',
      '{Tổng hợp|Sinh} $n {hội thoại|quỹ đạo} có {gọi hàm|dùng công cụ}; {vai|tin nhắn}: người dùng, trợ lý, công cụ; {kết quả|đầu ra} {mô phỏng|bịa}; {một lần lỗi và thử lại|một lỗi} {kèm theo|mỗi cái}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Viết|Sửa|Tóm tắt|Dịch} {một lá thư|bài văn|đoạn này|biên bản|hồ sơ của tôi}{, lịch sự|, ngắn thôi|}. %text',
      '{Xin chào|Cảm ơn}, {gợi ý|cho tôi biết} {sách|món ăn|chỗ chơi} {cho trẻ em|rẻ|yên tĩnh}.',
      '%text {Nghĩa là gì|Tác giả muốn nói gì}?',
      '%text\n{Dịch sang tiếng Anh|Tóm tắt một câu|Tìm lỗi}.',
    ],
    [
      '{Cô giáo|Bài tập} {yêu cầu|bảo} {trình bày|viết} {các bước giải|phần suy luận|bản nháp}, ở đây {viết thế nào|làm sao}? %ask',
      '{Giải thích|Nói} {ngắn gọn|một câu} {suy nghĩ của bạn|lý do|kết luận đó}. %ask',
      '{Chấm|Đánh giá|Sửa} {bài văn của tôi|hồ sơ của tôi|bài nói của con gái} và {cho biết|chỉ ra} {cần cải thiện gì|chỗ sai}. %text',
      '{Soạn|Chuẩn bị} {bài kiểm tra|bài tập|câu trắc nghiệm} $n câu về {núi lửa|phân số} cho {lớp tôi|học sinh}, {kèm đáp án|có lời giải}.',
      '{Làm sạch|Sắp xếp} {ghi chú của tôi|bảng này|danh bạ|bản nháp}: {bỏ|xóa} {chỗ trùng|lỗi chính tả|dòng trống}, {giữ|không đổi} {ý nghĩa|số liệu}. %text',
      '{Viết lại|Làm dịu} {câu trả lời này|lời phàn nàn|thông báo} {lịch sự hơn|khéo léo|chuyên nghiệp}. %text',
      '{Tác nhân|Gọi hàm|Tập dữ liệu|Kiểm duyệt nội dung} là gì? {Cho ví dụ|Ngắn gọn}.',
      '{Đóng|Làm} {buổi phỏng vấn|cuộc nói chuyện với khách} {với tôi|để luyện tập}, {mỗi lần một câu|từng câu}.',
    ],
    [
      'Bạn là {trợ lý|nhân viên hỗ trợ} của {cửa hàng|ngân hàng|bệnh viện|trường học}; {trả lời|giúp} {lịch sự|ngắn gọn}, {không biết thì nói|khiếu nại chuyển cho người}.\n%ask',
      '{Nghĩ kỹ|Cân nhắc} rồi chỉ {đưa|viết} {đáp án|kết quả} {ngắn|một dòng}, {không|đừng} {nêu các bước|trình bày}. %ask',
      '{Lấy|Tìm} {tên|ngày|số tiền|địa điểm} {trong văn bản|từ bản ghi} và {đưa|xếp} vào {bảng|JSON}. %text',
    ],
  ],
});
