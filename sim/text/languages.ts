/** Short everyday requests in eleven languages besides English. Language says nothing about an account's group. */
import { grammar, type Text } from './grammar.ts';

interface Phrasebook {
  /** Whole requests with «n» for a thing and «f» for a field or hobby. */
  readonly asks: string;
  readonly more: string;
  readonly n: string;
  readonly f: string;
}

const BOOKS: Readonly<Record<string, Phrasebook>> = {
  es: {
    asks: `¿Puedes explicarme «n» como si tuviera «9..16» años?
      Escribe un correo breve para pedir «n» a mi compañera de trabajo.
      Necesito ideas para «f» este fin de semana, con un presupuesto de «20..300» euros.
      Resume en «3..7» puntos lo que debo saber sobre «n».
      Corrige este texto: ayer fui a ver «n» y no pude hacer nada de «f».
      ¿Cuál es la diferencia entre «n» y «n»?
      Hazme un plan de «4..12» semanas para aprender «f».
      ¿Qué preguntas debo hacer antes de firmar algo sobre «n»?
      Traduce al inglés: «n» llegará el martes por la tarde.
      Dame «3..9» títulos para un artículo sobre «f».`,
    more: `¿Y si tengo menos tiempo?
      Hazlo más corto, por favor.
      ¿Me das un ejemplo con «n»?`,
    n: 'un contrato de alquiler, la fotosíntesis, una factura, el motor, un préstamo, la receta, el presupuesto, un certificado, la garantía, el seguro',
    f: 'cocina, jardinería, fotografía, ajedrez, historia local, ciclismo, música, contabilidad, natación, cerámica',
  },
  de: {
    asks: `Kannst du mir «n» in einfachen Worten erklären?
      Schreib eine kurze E-Mail an den Vermieter wegen «n».
      Erstelle einen Wochenplan für «f» mit höchstens «2..9» Stunden.
      Was muss ich beachten, wenn ich «n» selbst mache?
      Fasse den folgenden Absatz zusammen: Im Protokoll steht, dass «n» bis zum «1..28». geklärt wird und «f» verschoben ist.
      Vergleiche «n» und «n» in einer Tabelle.
      Formuliere das höflicher: Sie haben «n» schon wieder vergessen.
      Welche Bücher über «f» eignen sich für den Anfang?
      Gib mir «3..8» Ideen für einen Vortrag über «f».
      Wie rechne ich aus, was «n» im Jahr kostet?`,
    more: `Geht das auch kürzer?
      Und was gilt, wenn «n» fehlt?
      Bitte mit einem Beispiel.`,
    n: 'die Nebenkostenabrechnung, ein Mietvertrag, die Steuererklärung, den Ölwechsel, eine Vollmacht, das Elterngeld, die Wärmepumpe, einen Kredit, das Zeugnis, die Reklamation',
    f: 'Gartenarbeit, Buchhaltung, Chorgesang, Bergsteigen, Backen, Aquarellmalerei, Vereinsarbeit, Statistik, Imkerei, Radfahren',
  },
  fr: {
    asks: `Peux-tu m’expliquer «n» simplement ?
      Rédige un message poli pour demander «n» à la mairie.
      Propose un programme de «2..8» jours autour de «f».
      Quelles sont les étapes pour obtenir «n» ?
      Corrige les fautes : hier j’ai reçu «n» mais personne ne m’a répondu.
      Donne-moi «3..9» exercices pour progresser en «f».
      Quelle est la différence entre «n» et «n» ?
      Fais un résumé en «3..6» phrases sur «f» pour des débutants.
      Comment calculer le prix de «n» avec une remise de «5..40» % ?
      Écris une petite histoire où «n» change tout.`,
    more: `Plus court, s’il te plaît.
      Et pour un enfant ?
      Tu peux ajouter un exemple avec «n» ?`,
    n: 'un bail, la facture d’eau, une attestation, le moteur, un prêt, la recette, un devis, la garantie, un visa, le bulletin de paie',
    f: 'la cuisine, le jardinage, la photo, les échecs, la couture, la randonnée, la comptabilité, le théâtre, la natation, la poterie',
  },
  pt: {
    asks: `Explica «n» de forma simples, por favor.
      Escreve um e-mail curto a pedir «n» ao banco.
      Preciso de um plano de «2..10» semanas para aprender «f».
      Quais são as vantagens e desvantagens de «n»?
      Corrige o texto: ontem fui tratar de «n» e esperei «2..6» horas.
      Faz uma lista de compras para «f» com «20..200» reais.
      Como calculo os juros de «n» em «6..60» meses?
      Dá-me «3..8» ideias de títulos sobre «f».
      Compara «n» e «n» numa tabela.`,
    more: `Podes resumir?
      E se eu não tiver «n»?
      Dá um exemplo, por favor.`,
    n: 'um contrato, a conta de luz, um empréstimo, a receita, o seguro, um orçamento, a garantia, o motor, uma certidão, o recibo',
    f: 'culinária, jardinagem, fotografia, xadrez, violão, corrida, contabilidade, teatro, natação, cerâmica',
  },
  it: {
    asks: `Mi spieghi «n» con parole semplici?
      Scrivi una mail breve per chiedere «n» all’ufficio.
      Fammi un piano di «2..9» settimane per «f».
      Quali documenti servono per «n»?
      Riassumi in «3..6» punti i vantaggi di «f».
      Correggi: ieri ho portato «n» e nessuno mi ha risposto.
      Che differenza c’è tra «n» e «n»?
      Inventa «3..8» nomi per un negozio che vende articoli per «f».`,
    more: `Puoi accorciarlo?
      E con «n» come cambia?
      Fammi un esempio.`,
    n: 'un contratto, la bolletta, un mutuo, la ricetta, l’assicurazione, un preventivo, la garanzia, il motore, un certificato, la ricevuta',
    f: 'la cucina, il giardinaggio, la fotografia, gli scacchi, il nuoto, la ceramica, la contabilità, il teatro',
  },
  zh: {
    asks: `请用简单的话解释一下«n»。
      帮我写一封简短的邮件，向同事询问«n»的进度。
      我想学«f»，请做一个«2..12»周的计划。
      «n»和«n»有什么区别？
      把下面的话改得更礼貌：你们又忘了«n»。
      请列出«3..9»个关于«f»的文章标题。
      办理«n»需要哪些材料，大概要多少天？
      帮我算一下，«n»打«5..9»折以后每月要付多少。
      请把这段话翻译成英文：«n»下周三下午送到，请提前准备。
      周末带孩子做«f»，有什么适合初学者的安排？`,
    more: `能再短一点吗？
      如果没有«n»怎么办？
      请举一个例子。`,
    n: '租房合同, 电费账单, 光合作用, 贷款, 保修卡, 体检报告, 发票, 驾照, 保险条款, 会议纪要',
    f: '摄影, 做饭, 园艺, 围棋, 书法, 骑车, 记账, 游泳, 木工, 合唱',
  },
  ja: {
    asks: `«n»についてわかりやすく説明してください。
      取引先に«n»をお願いする短いメールを書いてください。
      «f»を始めたいので、«2..12»週間の計画を作ってください。
      «n»と«n»の違いは何ですか。
      次の文を丁寧にしてください：«n»がまだ届いていない。
      «f»についての記事の題名を«3..9»個考えてください。
      «n»の手続きに必要な書類を教えてください。
      «n»を«2..9»人で割ると一人いくらになりますか。合計は«1000..90000»円です。
      週末に子どもと«f»を楽しむ案をください。`,
    more: `もう少し短くできますか。
      «n»がない場合はどうなりますか。
      例を一つお願いします。`,
    n: '契約書, 電気料金, 確定申告, 見積書, 保証書, 健康診断, 議事録, 住宅ローン, 請求書, 保険',
    f: '写真, 料理, 園芸, 将棋, 書道, 登山, 家計簿, 水泳, 陶芸, 合唱',
  },
  ko: {
    asks: `«n»을 쉽게 설명해 주세요.
      동료에게 «n»을 부탁하는 짧은 메일을 써 주세요.
      «f»를 배우려고 합니다. «2..12»주 계획을 세워 주세요.
      «n»과 «n»의 차이가 무엇인가요?
      다음 문장을 더 공손하게 바꿔 주세요: «n» 아직도 안 왔어요.
      «f»에 관한 글 제목을 «3..9»개 제안해 주세요.
      «n» 신청에 필요한 서류를 알려 주세요.`,
    more: `조금 더 짧게 해 주세요.
      예를 하나 들어 주세요.
      «n»이 없으면 어떻게 하나요?`,
    n: '임대 계약서, 전기 요금, 연말 정산, 견적서, 보증서, 건강 검진, 회의록, 대출, 영수증, 보험',
    f: '사진, 요리, 원예, 바둑, 서예, 등산, 가계부, 수영, 도예, 합창',
  },
  ru: {
    asks: `Объясни простыми словами, что такое «n».
      Напиши короткое письмо с просьбой прислать «n».
      Составь план на «2..12» недель, чтобы освоить «f».
      Чем отличается «n» от того, что описано в договоре?
      Исправь ошибки: вчера я получил «n», но никто не ответил.
      Придумай «3..9» заголовков для статьи про «f».
      Какие документы нужны, чтобы оформить «n»?
      Посчитай, сколько будет стоить «n» за «2..36» месяцев со скидкой «5..40» процентов.
      Сделай краткий пересказ: на собрании решили, что «n» готов, а «f» переносится.`,
    more: `Можно короче?
      А если «n» ещё не готов?
      Приведи пример.`,
    n: 'договор аренды, счёт за свет, кредит, гарантийный талон, отчёт, двигатель, страховой полис, протокол, рецепт, пропуск',
    f: 'фотографию, кулинарию, садоводство, шахматы, бухгалтерию, плавание, керамику, туризм, хоровое пение, рисование',
  },
  hi: {
    asks: `कृपया «n» को आसान शब्दों में समझाइए।
      «n» माँगने के लिए एक छोटा ईमेल लिखिए।
      मैं «f» सीखना चाहता हूँ, «2..12» हफ़्तों की योजना बनाइए।
      «n» और «n» में क्या अंतर है?
      «f» पर लेख के लिए «3..9» शीर्षक सुझाइए।
      «n» के लिए कौन से कागज़ चाहिए और कितने दिन लगते हैं?
      इस वाक्य को विनम्र बनाइए: «n» अभी तक नहीं आया।`,
    more: `थोड़ा छोटा कीजिए।
      एक उदाहरण दीजिए।
      अगर «n» न हो तो?`,
    n: 'किराये का अनुबंध, बिजली का बिल, ऋण, बीमा, रसीद, रिपोर्ट, वारंटी, प्रमाणपत्र, बजट, नुस्खा',
    f: 'फ़ोटोग्राफ़ी, खाना पकाना, बागवानी, शतरंज, संगीत, साइकिल चलाना, हिसाब, तैराकी',
  },
  ar: {
    asks: `اشرح لي «n» بكلمات بسيطة من فضلك.
      اكتب رسالة قصيرة لطلب «n» من الإدارة.
      أريد خطة لمدة «2..12» أسابيع لتعلم «f».
      ما الفرق بين «n» و«n»؟
      اقترح «3..9» عناوين لمقال عن «f».
      ما الأوراق المطلوبة للحصول على «n»؟`,
    more: `هل يمكن أن تكون أقصر؟
      أعطني مثالا واحدا.`,
    n: 'عقد الإيجار, فاتورة الكهرباء, القرض, التأمين, التقرير, الضمان, الشهادة, الميزانية',
    f: 'التصوير, الطبخ, الزراعة المنزلية, الشطرنج, الخط, السباحة, المحاسبة',
  },
};

export interface Phrases {
  readonly ask: Text;
  readonly more: Text;
}

/** By ISO 639-1 code; English is not here. */
export const PHRASES: Readonly<Record<string, Phrases>> = Object.fromEntries(
  Object.entries(BOOKS).map(([code, book]) => {
    const list = (text: string) => text.split(',').map((word) => word.trim());
    const rules = grammar({ ask: book.asks, more: book.more, n: list(book.n), f: list(book.f) });
    return [code, { ask: rules.ask, more: rules.more }];
  }),
);
