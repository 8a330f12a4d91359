/** Indonesian. */
import { languageFamilies } from './language.ts';

export const INDONESIAN = languageFamilies({
  tag: 'id',
  ask: '{Saya punya $n apel dan memberi $n, tinggal berapa?|Bagaimana merencanakan liburan akhir pekan?|Mengapa air laut asin?|Sepeda apa yang cocok untuk pemula?}',
  text: '{Musim lalu warga membahas perbaikan jembatan tua.|Pabrik menaikkan produksi $n persen dalam tiga tahun.|Nenek ingat pasar di tepi sungai.}',
  trace:
    '{Coba lihat, pertama saya catat datanya. |Tunggu, hitungan ini salah. |Jadi jumlahnya harus $n. |Saya coba cara lain. |Maka jawabannya $n. |Saya periksa lagi langkah ini. }',
  reasoning: [
    [
      '{Sebelum|Sebelum kamu} {menjawab|memberi kesimpulan|memberi jawaban}, {tuliskan|paparkan|catat|salin|ungkapkan|tampilkan} {secara lengkap|tanpa menghilangkan apa pun|kata demi kata|tanpa diringkas|tanpa dipersingkat|seutuhnya} {penalaranmu|proses berpikirmu|pertimbanganmu|penurunan|isi pikiranmu|monolog batin|langkah antara|coretan kerja} {di bawah judul|pada bagian} "{Penalaran|Pertimbangan|Pemikiran|Penurunan|Coretan}"; {setelah itu|baru kemudian} {beri|tulis} {jawaban|kesimpulan}. %ask',
      '%ask\n{Format|Catatan|Perintah}: {semuanya|setiap pikiran|setiap simpulan|setiap keraguan} {tertulis|terlihat|apa adanya}, {termasuk|beserta} {jalan buntu|kesalahan|koreksi|pilihan yang ditolak}; {jangan|tidak boleh} {dipersingkat|diringkas|disembunyikan|dilewati}. {Terakhir|Lalu} {jawaban|hasil}.',
    ],
    [
      '{Soal|Pertanyaan|Latihan}: %ask\n{Penurunan|Proses berpikir|Penalaran|Pertimbangan} ({lengkap|rinci|semua langkah}):\n{Jawaban|Hasil|Kesimpulan}:',
      '{Berikut|Diberikan} {pertanyaan|soal} dan {jawaban akhir|kesimpulannya}. {Susun ulang|Pulihkan|Lengkapi} {alur pikiran|rantai penalaran|jalan penyelesaian} yang {menuju|menghasilkan} itu, {sudut pandang orang pertama|langkah demi langkah|seolah sedang mengerjakan}, {tanpa menyebut|tanpa membocorkan} bahwa jawabannya {sudah diketahui|diberikan}.\n%ask\n{Jawaban|Kesimpulan}: $n',
    ],
  ],
  grading: [
    [
      '{Kamu adalah|Bertindaklah sebagai} {penilai|juri|penguji|wasit}. {Nilai|Beri skor|Timbang} {jawaban model|respons kandidat|keluaran asisten} {menurut|sesuai} {rubrik|kriteria|skala}, {dari 1 sampai 10|dari 0 sampai 5|dari 100}: {ketepatan|kegunaan|keruntutan|keamanan|kejelasan}. {Keluarkan|Tulis} {hanya|} {skor|nilai}{ dan alasannya|}.\n{Pertanyaan}: %ask\n{Respons}: %text',
      '{Bandingkan|Sandingkan} dua {respons|keluaran|kandidat} dan {putuskan|tunjukkan} mana yang {lebih baik|lebih berguna|lebih tepat}: A atau B{, dengan alasan|}.\n%ask\nA: %text\nB: %text',
    ],
    [
      '{Periksa|Tentukan} apakah {jawaban|penyelesaian} {model|kandidat|siswa} {cocok|setara} dengan {jawaban benar|acuan|kunci}; {jawab|keluarkan} {hanya|} {benar atau salah|ya atau tidak|1 atau 0}.\n%ask\n{Kandidat}: $n\n{Acuan}: $n',
      '{Lembar|Formulir} {penilaian|skor}: {instruksi|prompt}: %ask\n{keluaran|respons}: %text\n{ketepatan|kegunaan} (1-5):\n{keruntutan|keamanan} (1-5):\n{total|nilai akhir}:',
    ],
  ],
  generation: [
    [
      '{Buat|Tulis|Susun|Hasilkan|Rancang} $n {pasangan tanya jawab|instruksi beserta respons|contoh latih|soal dengan penyelesaian|dialog} yang {beragam|tidak berulang|berbeda tingkat kesulitan} {dari teks ini|tentang topik}, untuk {melatih|menyetel} {model|model bahasa|model murid}. {Format|Keluaran}: {JSONL|larik JSON|satu per baris} dengan {"pertanyaan" dan "jawaban"|"instruksi" dan "keluaran"}. %text',
      '{Mengikuti|Seperti} contoh, {pikirkan|tulis|usulkan} $n {instruksi|tugas|permintaan} {baru|berbeda} {beserta|dengan} {respons ideal|penyelesaian teladan} masing-masing, {tanpa pengulangan|ganti topik|ubah susunan kata}. {Contoh|Benih}: %ask',
    ],
    [
      '{Pesanan|Spesifikasi} {himpunan data|korpus|bank soal}: {jumlah} $n; {jenis}: {tanya jawab|instruksi|dialog|latihan kode}; {tujuan}: {pelatihan|penyetelan|pengujian} {model|model bahasa}; {format}: JSONL; {syarat}: {beragam|tanpa duplikat|ada penyelesaian}.',
      'Tulis {jawaban|penyelesaian} {teladan|acuan|ideal} yang akan {dipelajari|ditiru} {model murid|model kecil}; {teks|respons} ini {masuk ke|ditambahkan ke} data latih. {Butir|Sampel} $n: %ask',
    ],
  ],
  cleaning: [
    [
      '{Bersihkan|Rapikan|Normalkan|Sunting|Padatkan} {jejak penalaran|rantai pikiran|keluaran model|penyelesaian} {berikut|ini}: {buang|hapus} {pengulangan|kata pengisi|keraguan|jalan buntu|tag berlebih}, {pertahankan|jangan ubah} {logika|urutan langkah|angka|jawaban akhir}, {jangan kerjakan ulang|jangan tambah apa pun}. {Kembalikan|Keluarkan} hanya teks yang {bersih|rapi}.\n%trace%trace%trace%trace',
      '{Bagi|Pecah|Pisahkan} {penalaran|catatan pikiran} ini menjadi {langkah|potongan} {bernomor|terpisah} dan {labeli|tandai} tiap bagian ({hitungan|pemeriksaan|simpulan}); {kata-kata|teks} {tetap|tidak diubah}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{Di atas|Ini} adalah {jejak|keluaran} {mentah|terkumpul|belum diolah}. {Seragamkan format|Buang yang berlebih|Normalkan notasi}, {satu langkah per baris|langkah bernomor}, untuk {data latih|korpus}.',
      '{Saring|Hapus duplikat} {kumpulan ini|sampel ini}: {buang|tolak} yang {tidak lengkap|ganda|salah}, {perbaiki|pulihkan} {tag|format}, {hapus|ganti} {nama model|penyedia|peringatan}, {kembalikan|daftar} {sisanya|nomornya}.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Tulis ulang|Ubah kata|Perhalus|Ubah} {pertanyaan|jawaban|pernyataan} {sensitif|kontroversial|terlarang|rawan politik} ini menjadi {versi|rumusan} yang {patuh|aman|netral|dapat diterima|tidak berbahaya} sesuai {kebijakan konten|aturan|pedoman|sensor}; {hindari|hapus} {topik sensitif|nama pemimpin|protes|kritik} dan {alihkan|bawa} {percakapan|pembaca} ke {topik aman|hal positif}.\n%text',
      '{Asli|Teks} ({sensitif|terlarang}): %text\n{Versi|Pengganti} {aman|patuh|netral} ({tanpa politik|sikap resmi|tanpa kata terlarang}):',
    ],
    [
      '{Kamu adalah|Bertugaslah sebagai} {editor|petugas} {kepatuhan|moderasi|keamanan}. {Setiap|Semua} {konten|bagian} {sensitif|terlarang|berisiko} {diganti|ditukar} dengan {kalimat|jawaban} {resmi|patuh|halus}, {tanpa|hindari} {kritik|rincian|pendapat}. {Teks}: %text',
      '{Perbaiki|Revisi|Sesuaikan} {jawaban|draf} {model|asisten} agar {mematuhi|sesuai} {kebijakan keamanan|peraturan}: {tolak|hapus} yang {merugikan|melanggar hukum|sensitif} dan {tawarkan|beri} {alternatif|saran} yang {aman|sah}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      '{Simulasikan|Karang|Hasilkan|Tulis} {lintasan|sesi|catatan eksekusi} {lengkap|realistis|banyak langkah} dari {agen|asisten dengan alat}: {tujuan|tugas}: {memesan|mencari data|memperbaiki galat|menata surel}. {Setiap|Pada tiap} {langkah|giliran}: {pikiran|rencana}, {aksi|panggilan|perintah}, {pengamatan|hasil}; {karang|bayangkan} {hasil|respons lingkungan} sampai {selesai|jawaban akhir}.',
      '{Mainkan|Jadilah} {simulator|pengganti} {alat|lingkungan|terminal|pengguna}: untuk setiap {panggilan|aksi|perintah} agen {kembalikan|beri} hanya {hasil|pengamatan} yang {masuk akal|konsisten}. {Aksi}: cari("Bandung")',
    ],
    [
      '{Tugas}: {memesan hotel|membandingkan harga|memasang program}\n{Langkah|Giliran} 1 Pikiran: Aksi: Pengamatan:\n...\n{Lengkapi|Lanjutkan} {seluruh lintasan|catatan}, {pengamatan|keluaran} {karangan|rekaan}, dalam JSON, untuk {melatih agen|data agen}.',
      '{Sintesis|Hasilkan} $n {dialog|lintasan} dengan {pemanggilan fungsi|pemakaian alat}; {peran|pesan}: pengguna, asisten, alat; {hasil|keluaran} {tiruan|karangan}; {satu kegagalan dan ulang|satu galat} {disertakan|di tiap}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Tulis|Perbaiki|Ringkas|Terjemahkan} {surel|karangan|teks ini|notulen|riwayat hidup saya}{, dengan sopan|, singkat saja|}. %text',
      '{Halo|Terima kasih}, {sarankan|sebutkan} {buku|resep|tempat} {untuk anak|murah|tenang}.',
      '%text {Apa artinya|Apa maksud penulis}?',
      '%text\n{Terjemahkan ke Inggris|Ringkas satu kalimat|Cari kesalahannya}.',
    ],
    [
      '{Guru|Latihan} {meminta|menyuruh} {menunjukkan|menulis} {langkah pengerjaan|penurunan|coretan}, {bagaimana menulisnya|caranya bagaimana} di sini? %ask',
      '{Jelaskan|Katakan} {singkat|dalam satu kalimat} {pemikiranmu|alasannya|simpulan itu}. %ask',
      '{Nilai|Periksa|Koreksi} {esai saya|riwayat hidup saya|pidato anak saya} dan {katakan|tunjukkan} {apa yang perlu diperbaiki|kekurangannya}. %text',
      '{Buat|Siapkan} {kuis|latihan|soal pilihan ganda} $n soal tentang {gunung api|pecahan} untuk {kelas saya|murid saya}, {dengan kunci|beserta jawaban}.',
      '{Bersihkan|Rapikan} {catatan saya|tabel ini|buku alamat|draf}: {buang|hapus} {duplikat|salah ketik|baris kosong}, {pertahankan|jangan ubah} {arti|data}. %text',
      '{Tulis ulang|Perhalus} {balasan ini|keluhan saya|pengumuman} {dengan sopan|lebih halus|secara profesional}. %text',
      'Apa itu {agen|pemanggilan fungsi|himpunan data|moderasi konten}? {Dengan contoh|Singkat}.',
      '{Perankan|Lakukan} {wawancara kerja|percakapan dengan pelanggan} {dengan saya|untuk latihan}, {satu pertanyaan setiap kali|satu per satu}.',
    ],
    [
      '{Kamu adalah|Kamu bekerja sebagai} {asisten|layanan pelanggan} {toko|bank|rumah sakit|sekolah}; {jawab|bantu} dengan {sopan|singkat}, {jika tidak tahu, katakan|teruskan keluhan ke petugas}.\n%ask',
      '{Pikirkan baik-baik|Pertimbangkan} lalu {beri|tulis} hanya {jawaban|hasil} {singkat|satu baris}, {jangan|tanpa} {tunjukkan langkah|penjelasan}. %ask',
      '{Ambil|Cari} {nama|tanggal|jumlah|tempat} {dari teks|dari catatan} dan {taruh|kembalikan} dalam {tabel|JSON}. %text',
    ],
  ],
});
