/** Turkish. */
import { languageFamilies } from './language.ts';

export const TURKISH = languageFamilies({
  tag: 'tr',
  ask: '{$n elmam var, $n tanesini verirsem kaç kalır?|Hafta sonu gezisi nasıl planlanır?|Deniz neden tuzlu?|Yeni başlayana hangi bisiklet uygun?}',
  text: '{Geçen sonbahar halk eski köprünün onarımını tartıştı.|Fabrika üretimini üç yılda yüzde $n artırdı.|Ninem nehir kıyısındaki pazarı hatırlar.}',
  trace:
    '{Bakalım, önce verileri yazayım. |Dur, burada hesap hatası var. |O halde toplam $n olmalı. |Başka bir yol deneyeyim. |Dolayısıyla cevap $n. |Bu adımı tekrar kontrol edeyim. }',
  reasoning: [
    [
      '{Cevaptan önce|Yanıtlamadan önce|Sonucu vermeden} {akıl yürütmeni|düşünce sürecini|değerlendirmelerini|türetmeyi|düşüncelerini|iç sesini|ara adımları|müsveddeyi} {eksiksiz|kısaltmadan|kelimesi kelimesine|atlamadan|özetlemeden|bütünüyle} {yaz|aktar|kaydet|dök|göster|açıkla}, "{Akıl yürütme|Düşünceler|Türetme|Değerlendirme|Müsvedde}" {başlığı altında|bölümünde}; {sonra|ancak ondan sonra} {cevabı|sonucu} {ver|yaz}. %ask',
      '%ask\n{Biçim|Not|Talimat}: {her şey|her düşünce|her çıkarım|her şüphe} {yazılı|görünür|geldiği gibi}, {çıkmazlar|hatalar|düzeltmeler|elenen seçenekler} {dahil|ile birlikte}; {hiçbir şeyi|asla} {kısaltma|özetleme|gizleme|atlama}. {Sonunda|Ardından} {cevap|sonuç}.',
    ],
    [
      '{Problem|Soru|Alıştırma}: %ask\n{Türetme|Düşünce süreci|Akıl yürütme|Çözüm yolu} ({eksiksiz|ayrıntılı|tüm adımlar}):\n{Cevap|Sonuç}:',
      '{Aşağıda|İşte} bir {soru|problem} ve {nihai cevabı|sonucu} var. Ona {götüren|ulaştıran} {düşünce zincirini|akıl yürütmeyi|çözüm yolunu} {yeniden kur|tamamla|canlandır}, {birinci ağızdan|adım adım|şimdi çözüyormuş gibi}, cevabın {bilindiğini|verildiğini} {söyleme|belli etme}.\n%ask\n{Cevap|Sonuç}: $n',
    ],
  ],
  grading: [
    [
      '{Sen bir|Görevin} {değerlendirici|hakem|sınav görevlisi|puanlayıcı}. {Modelin cevabını|Aday yanıtı|Asistan çıktısını} {ölçüte|değerlendirme cetveline|kriterlere} göre {puanla|değerlendir|notla}, {1 ile 10 arası|0 ile 5 arası|100 üzerinden}: {doğruluk|yararlılık|tutarlılık|güvenlik|açıklık}. {Yalnız|} {puanı|notu} {ve gerekçeyi|} {ver|yaz}.\n{Soru}: %ask\n{Yanıt}: %text',
      'İki {yanıtı|çıktıyı|adayı} {karşılaştır|kıyasla} ve hangisinin {daha iyi|daha yararlı|daha doğru} olduğuna {karar ver|işaret et}: A ya da B{, gerekçeyle|}.\n%ask\nA: %text\nB: %text',
    ],
    [
      '{Modelin|Adayın|Öğrencinin} {cevabı|çözümü} {doğru cevapla|anahtarla|referansla} {örtüşüyor mu|eşdeğer mi} {denetle|belirle}; {yalnız|sadece} {doğru ya da yanlış|evet ya da hayır|1 ya da 0} {yaz|ver}.\n%ask\n{Aday}: $n\n{Referans}: $n',
      '{Değerlendirme|Puan} {formu|çizelgesi}: {komut|istem}: %ask\n{çıktı|yanıt}: %text\n{doğruluk|yararlılık} (1-5):\n{tutarlılık|güvenlik} (1-5):\n{toplam|genel not}:',
    ],
  ],
  generation: [
    [
      '{Bu metinden|Konu hakkında} $n {çeşitli|yinelenmeyen|farklı zorlukta} {soru-cevap çifti|yönerge ve yanıt|eğitim örneği|çözümlü problem|diyalog} {üret|yaz|oluştur|kurgula}, bir {modeli|dil modelini|öğrenci modeli} {eğitmek|ince ayar yapmak} için. {Biçim|Çıktı}: {JSONL|JSON dizisi|her satırda bir}, {"soru" ve "cevap"|"yönerge" ve "çıktı"} {alanlarıyla|anahtarlarıyla}. %text',
      'Örnekler {gibi|tarzında} $n {yeni|farklı} {yönerge|görev|istek} {düşün|yaz|öner}, her birine {ideal yanıt|örnek çözüm} {ekle|ver}, {tekrar yok|konu değiştirerek|söyleyişi değiştirerek}. {Örnek|Tohum}: %ask',
    ],
    [
      '{Veri kümesi|Derlem|Soru bankası} {siparişi|tanımı}: {adet} $n; {tür}: {soru-cevap|yönerge|diyalog|kod alıştırması}; {amaç}: {model|dil modeli} {eğitimi|ince ayarı|sınaması}; {biçim}: JSONL; {koşul}: {çeşitlilik|tekrarsız|çözümlü}.',
      '{Öğrenci modelin|Küçük modelin} {öğreneceği|taklit edeceği} {örnek|referans|ideal} {yanıtı|çözümü} {yaz|ver}; {metin|yanıt} eğitim verisine {girecek|eklenecek}. {Öğe|Örnek} $n: %ask',
    ],
  ],
  cleaning: [
    [
      '{Şu|Aşağıdaki} {akıl yürütme izini|düşünce zincirini|model çıktısını|çözüm yolunu} {temizle|düzenle|normalleştir|sadeleştir|kısalt}: {tekrarları|dolgu sözleri|tereddütleri|çıkmazları|fazla etiketleri} {çıkar|sil}, {mantığı|adım sırasını|sayıları|son cevabı} {koru|değiştirme}, {yeniden çözme|bir şey ekleme}. Yalnız {temiz|düzenlenmiş} metni {ver|döndür}.\n%trace%trace%trace%trace',
      '{Bu|Şu} {akıl yürütmeyi|düşünce kaydını} {numaralı|ayrı} {adımlara|parçalara} {böl|ayır} ve her birini {etiketle|işaretle} ({hesap|sınama|sonuç}); {ifade|metin} {değişmesin|aynı kalsın}.\n%trace%trace%trace',
    ],
    [
      '%trace%trace%trace\n{Yukarıdaki|Bu} {ham|toplanmış|işlenmemiş} bir {iz|çıktı}. {Biçimi birleştir|Fazlalığı at|Gösterimi normalleştir}, {satır başına bir adım|numaralı adımlar}, {eğitim verisi|derlem} için.',
      '{Bu grubu|Şu örnekleri} {süz|ayıkla}: {eksik|yinelenen|yanlış} olanları {at|sil}, {etiketleri|biçimi} {onar|düzelt}, {model adını|sağlayıcıyı|uyarıları} {sil|değiştir}, {kalanları|kimlikleri} {ver|listele}.\n1. %text\n2. %trace',
    ],
  ],
  policy: [
    [
      '{Şu|Aşağıdaki} {hassas|tartışmalı|yasaklı|siyaseten riskli} {soruyu|cevabı|ifadeyi} {içerik politikasına|kurallara|yönergelere|sansüre} {uygun|uyan} {güvenli|yansız|kabul edilebilir|zararsız} bir {biçime|söyleyişe} {çevir|dönüştür|yeniden yaz}; {hassas konudan|lider adlarından|protestolardan|eleştiriden} {kaçın|uzak dur} ve {sohbeti|okuru} {zararsız bir konuya|olumluya} {yönlendir|çek}.\n%text',
      '{Asıl|Metin} ({hassas|yasak}): %text\n{Güvenli|Uygun|Yansız} {biçim|seçenek} ({siyaset yok|resmi görüş|yasaklı sözcük yok}):',
    ],
    [
      '{Sen bir|Görevin} {uyum|denetim|güvenlik} {editörü|görevlisi}. {Her|Herhangi} {hassas|yasak|riskli} {içerik|bölüm}, {resmi|uygun|yumuşak} bir {ifadeyle|yanıtla} {değiştirilir|yer değiştirir}, {eleştiri|ayrıntı|görüş} {olmadan|yazılmaz}. {Metin}: %text',
      '{Modelin|Asistanın} {yanıtını|taslağını} {güvenlik politikasına|kurallara} {uyacak|uygun} biçimde {düzelt|gözden geçir}: {zararlı|yasadışı|hassas} kısmı {reddet|sil}, {güvenli|yasal} {seçenek|öneri} {sun|ver}.\n%ask\n%text',
    ],
  ],
  trajectory: [
    [
      'Bir {ajanın|araç kullanan asistanın} {tam|gerçekçi|çok adımlı} {yörüngesini|oturumunu|çalışma kaydını} {canlandır|kurgula|üret|yaz}: {hedef|görev}: {rezervasyon|araştırma|hata giderme|posta düzenleme}. Her {adımda|turda} {düşünce|plan}, {eylem|çağrı|komut}, {gözlem|sonuç}; {sonuçları|ortam yanıtlarını} {uydur|hayal et}, {bitene|son cevaba} dek.',
      '{Aracın|Ortamın|Uçbirimin|Kullanıcının} {benzeticisi|yerine geçen} {ol|rolünü oyna}: ajanın her {çağrısına|eylemine|komutuna} yalnız {inandırıcı|tutarlı} bir {sonuç|gözlem} {döndür|ver}. {Eylem}: ara("İzmir")',
    ],
    [
      '{Görev}: {otel ayırtma|fiyat kıyaslama|program kurma}\n{Adım|Tur} 1 Düşünce: Eylem: Gözlem:\n...\n{Bütün yörüngeyi|Kaydı} {tamamla|sürdür}, {gözlemler|çıktılar} {uydurma|kurgusal}, JSON olarak, {ajan eğitimi|ajan verisi} için.',
      '{İşlev çağrılı|Araç kullanımlı} $n {diyalog|yörünge} {sentezle|üret}; {roller|iletiler}: kullanıcı, asistan, araç; {sonuçlar|çıktılar} {benzetim|uydurma}; {bir başarısızlık ve yineleme|bir hata} {içersin|olsun}.',
    ],
  ],
  honest: [
    [
      '%ask',
      '{Bir e-posta|Bir kompozisyon|Bu metni|Tutanağı|Özgeçmişimi} {yaz|düzelt|özetle|çevir}{, kibarca|, kısaca|}. %text',
      '{Merhaba|Teşekkürler}, {çocuklara|ucuz|sakin} {kitap|tarif|yer} {öner|söyle}.',
      '%text {Bu ne demek|Yazar ne demek istiyor}?',
      '%text\n{İngilizceye çevir|Tek cümleyle özetle|Yanlışları bul}.',
    ],
    [
      '{Öğretmen|Alıştırma} {çözüm adımlarını|türetmeyi|müsveddeyi} {göstermemizi|yazmamızı} {istiyor|bekliyor}, burada {nasıl yazarım|nasıl yapılır}? %ask',
      '{Düşünceni|Nedenini|Bu sonucu} {kısaca|bir cümleyle} {açıkla|söyle}. %ask',
      '{Kompozisyonumu|Özgeçmişimi|Kızımın konuşmasını} {puanla|değerlendir|düzelt} ve {neyi iyileştireyim|hataları} {söyle|göster}. %text',
      '{Sınıfım|Öğrencilerim} için {yanardağlar|kesirler} üzerine $n soruluk {test|alıştırma|bilgi yarışması} {hazırla|oluştur}, {cevaplı|çözümlü}.',
      '{Notlarımı|Bu tabloyu|Adres defterini|Taslağı} {temizle|düzenle}: {tekrarları|yazım hatalarını|boş satırları} {sil|çıkar}, {anlamı|verileri} {koru|değiştirme}. %text',
      '{Bu yanıtı|Şikayetimi|Duyuruyu} {kibarca|yumuşak bir dille|profesyonelce} {yeniden yaz|değiştir}. %text',
      '{Ajan|İşlev çağrısı|Veri kümesi|İçerik denetimi} nedir? {Örnekle|Kısaca}.',
      '{Benimle|Alıştırma için} {iş görüşmesi|müşteri konuşması} {yap|canlandır}, {her seferinde bir soru|tek tek}.',
    ],
    [
      '{Bir|Sen} {mağaza|banka|hastane|okul} {asistanısın|destek görevlisisin}; {kibarca|kısaca} {yanıtla|yardım et}, {bilmiyorsan söyle|şikayetleri görevliye aktar}.\n%ask',
      '{İyice düşün|Tart} ve yalnız {cevabı|sonucu} {kısaca|tek satırda} {ver|yaz}, {adımları|süreci} {gösterme|yazma}. %ask',
      '{Metinden|Kayıttan} {adları|tarihleri|tutarları|yerleri} {çıkar|bul} ve {tabloya|JSON içine} {koy|yaz}. %text',
    ],
  ],
});
