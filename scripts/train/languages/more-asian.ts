/** Second families of the Asian languages and Arabic: other ways of asking for each intent, and honest work beside them. */
import type { LanguageSpec } from './language.ts';

export const MORE_ASIAN: readonly LanguageSpec[] = [
  {
    tag: 'zh',
    ask: '{租客停交房租，房东可以扣押金吗？|两根水管分别要$n分钟和$n分钟注满水池，一起要多久？|为什么这个循环停不下来？|哪种贷款更划算？|孩子发烧四天，首先要排除什么？}',
    text: '{社区图书馆三月起周日也开放。|供应商晚送了$n箱货，也没有发票。|照片里是一个集市，有两只狗和一个水果摊。|这里种稻已有几百年。}',
    trace: '{先看看已知条件。|不对，这里对不上。|换一种方法试试。|那么还剩$n。|检验一下：没错。}',
    reasoning: [
      [
        '{解答|处理}{每道题|每个问题}时{边想边说|在旁边写批注}：{已知什么|条件}、{尝试了什么|每个想法}、{放弃了什么以及原因|走不通的路}、{怎样验证|检查}。{把|请把}{所有步骤|完整思路|每个中间步骤|推理过程}{写出来|展示出来}，{不许跳步|不要省略}；{答案|结论}{放在最后|之后再给}。%ask',
      ],
      [
        '%ask\n{用|请用}{两种方法|两条思路}{完整|一步一步}{求解|推导}，{逐行|互相}{比较|对照}，{每一行|每一步}{标出|注明}{把握程度|置信度}，{然后才|最后}{给出|写}{答案|结果}。',
        '{步骤|思考}（{全过程|不要概括}）{写在|放进}<{思考|步骤}>{里|之间}，{答案|结果}{另写|放最后}：%ask',
      ],
    ],
    grading: [
      [
        '{同一个请求|同一道题}，两个{回答|输出}。{专家|评委}会{选|偏好}{哪一个|哪个}？{评价|判断}{准确性|有用性}和{语气|安全性}，{长度|顺序}{不计|无关}。{裁决|胜者}：1、2或平局。\n%ask\n1：%text\n2：%text',
      ],
      [
        '{逐行|逐步}{检查|核对}{模型|候选}的{解答|回答}：{正确|有效}或{错误|无效}、{错误类型|错误类别}、{严重程度|权重}；{按评分标准|0到10}{打分|给分}并{给出裁决|写总分}。\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{根据|利用}{这些笔记|这段图片描述|资料卡}，{编写|生成}$n{个带详细解答的问题|段人与助手的对话|道带解答的练习}，{多样|难度递增}，{不要提到原文|单独能看懂}。{输出|格式}：{问题和答案|JSON}。%text',
      ],
      [
        '{虚构|设想}$n个{人物|用户}，为每个{写|拟}一条{会发给|常发给}{助手|聊天机器人}的{指令|请求|消息}，{并附|以及}{理想回答|示范回答}；{再加|还有}{三种改写|一个反例}。{每行一条|不要重复}。{种子|例子}：%ask',
      ],
    ],
    cleaning: [
      [
        '{整理|润色|清洗}{这段推理|这条思维链|这份模型输出}：{去掉|删除}{犹豫|重复|回头路}，{保留|留下}{每个推断|数字}和{结果|结论}；给步骤{编号|分段}。{不加新内容|不要重新解题}。\n%trace%trace%trace',
      ],
      [
        '{从|在}{这些记录|这些样本}中{丢弃|过滤}{重复|截断的回答|模型自称}，{统一|修复}{格式|标记}，{返回|留下}{合格的|JSONL}{供数据集使用|}。\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '把{这条拒绝|这个不合规的回答}{改写|改说}得{安全|委婉}：{承认|点明}需求，{说明|指出}界限，{提供|建议}{安全的替代|允许的帮助}；{去掉|不含}{危险细节|操作步骤}。\n{请求}：%ask\n{回答}：%text',
      ],
      [
        '把{敏感|违禁}的{问题|帖子}{改成|换成}{最接近的合规|中性}{问题|说法}：{不提|避开}{领导人姓名|抗议|对政府的批评}，{官方口吻|已批准的表述}；{做不到|否则}就{返回“拦截”|写“无法讨论”}。%text',
      ],
    ],
    trajectory: [
      [
        '{每一轮|每一步}{记录|写下}：{信念|状态}、计划、{动作|调用}（{只一个|带参数}）、{预期结果|你的预期}、{观察|实际结果}；{结束时|最后}{写复盘|列出得失}，覆盖{整个运行|整段轨迹}。{任务}：{修复测试|查火车|清理表格}。',
      ],
      [
        '{写出|编造}{智能体|工程师}{排除故障|部署服务}的{完整|逼真}{终端会话|命令记录}：{想法|备注}、{命令|调用}、{虚构的输出|模拟的结果}、{一次出错与修正|重试}，直到{成功|最后检查}。',
      ],
    ],
    honest: [
      [
        '%ask{能教我步骤吗？|我明天考试|不知道从哪开始}。',
        '{我是老师|我教课}：给{我的班|学生}{准备|出}{一张练习纸|一次小测验}，{附答案|带解答}，关于{分数|细胞}。{孩子|学生}{这样写|这样答}，{对吗？|请批改}：%text',
      ],
      [
        '{审查|检查}团队的{代码改动|每个合并请求}：{每个发现|每条意见}写{行号|文件}、{原因|理由}、{严重程度|建议改法}；{最后|结尾}{通过或要求修改|一句话结论}。\n%text',
        '{逐行|请}{解释|说明}这段{代码|循环}{为什么出错|做什么}。',
      ],
      [
        '你为{商店|酒店}的{顾客|客人}服务：{不提供|没有}法律建议，{礼貌拒绝|避开}{政治|无关}话题，{投诉|拿不准}就{转人工|建工单}。\n%ask',
        '{审核|检查}论坛{评论|广告}：{允许|删除}、{规则|原因}{一句话|简短}。%text',
      ],
      [
        '把{这次会议|这些新闻}{整理成|写成}{纪要|简报}：{决定和理由|标题加两句话}。%text',
        '{译成英文|誊清|改得客气些}：{这段|我的笔记|邮件}，{不改事实|去掉重复}：%text',
      ],
      [
        '为{我的店|网站}写{台灯|跑鞋}{文案|介绍}：{三个版本|简短}，{亲切|不夸张}。',
        '{需要|给我}{JSON|CSV}格式的{虚拟|测试}{用户|订单}，用来{测试|展示}{我的应用|黑客松演示}。',
      ],
      [
        '%ask',
        '{每天|今天}{一道谜题|五个单词}，{等我回答|然后告诉我对不对}。{我的答案}：$n。',
        '{想|帮我}{理清思绪|写日记}：{为什么决定|我的疑虑}{搬家|换工作}。%text',
        '你是带{工具|搜索和日历}的预订{代理|助手}：{预订|修改}前{确认|复述信息}，只{告知|说}{结果|已完成的事}。{订一张桌子|改预约}。',
      ],
    ],
  },
  {
    tag: 'ja',
    ask: '{入居者が家賃を払わない場合、敷金は没収できますか？|二本の管で水槽を満たすのに$n分と$n分、一緒なら何分？|なぜこのループは終わらないのですか？|どのローンが得ですか？|子どもの熱が四日続いています。まず何を除外しますか？}',
    text: '{町の図書館は三月から日曜も開く。|業者は$n箱を遅れて、請求書なしで届けた。|写真には市場と犬二匹、果物の屋台が写っている。|ここでは何百年も稲を育てている。}',
    trace: '{まず条件を見る。|いや、合わない。|別の方法にする。|すると残りは$n。|検算：正しい。}',
    reasoning: [
      [
        '{どの問題も|各問題を}{声に出して考える|余白にメモする}ように{解いて|扱って}ください：{分かっていること|条件}、{試したこと|思いつき}、{捨てた案と理由|行き止まり}、{確かめ方|検算}。{すべての手順|道筋全体|途中の段階|思考過程}を{飛ばさず|省かず}{見せて|書いて}、{答え|結論}は{最後に|その後で}。%ask',
      ],
      [
        '%ask\n{二つの方法|二通りの道筋}で{最後まで|一歩ずつ}{解き|導き}、{一行ずつ|互いに}{比べ|照らし合わせ}、{各行|各段階}に{確信度|自信の度合い}を{付けて|書いて}、{それから|最後に}{答え|解}を{出して|書いて}。',
        '{手順|思考}（{全過程|要約なし}）を<{思考|手順}>{の中|の間}に、{答え|結果}は{別に|最後に}：%ask',
      ],
    ],
    grading: [
      [
        '{同じ依頼|同じ問題}に二つの{回答|出力}。{専門家|審判}は{どちら|どちらの方}を{選ぶ|好む}か。{正確さ|有用性}と{口調|安全性}を{評価|判定}し、{長さ|順番}は{無視|関係なし}。{判定|勝者}：1、2、引き分け。\n%ask\n1：%text\n2：%text',
      ],
      [
        '{モデル|候補}の{解答|回答}を{一行ずつ|段階ごとに}{点検|検証}：{正しい|有効}か{誤り|無効}、{誤りの種類|誤り分類}、{重さ|重大度}。{採点基準で|0から10で}{点数|得点}と{判定|総評}を{出す|書く}。\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{このメモ|この画像の説明|資料}{から|をもとに}、{詳しい解答付きの質問|人と助手の会話|解答付きの練習問題}を$n{個|件}{書いて|生成して|作って}。{多様に|だんだん難しく}、{原文に触れず|単独で分かるように}。{出力|形式}：{質問と回答|JSON}。%text',
      ],
      [
        '$n人の{人物|利用者}を{考え|創作し}、それぞれが{助手|チャットボット}に{送りそうな|頼みそうな}{指示|依頼|メッセージ}と{理想の回答|模範の応答}を{書いて|作って}。{さらに|加えて}{言い換え三つ|反例一つ}。{一行一件|重複なし}。{種|例}：%ask',
      ],
    ],
    cleaning: [
      [
        '{この推論|この思考の連鎖|このモデル出力}を{整えて|清書して|洗浄して}：{迷い|繰り返し|後戻り}を{除き|消し}、{各推論|数値}と{結果|結論}は{残す|保つ}。手順に{番号|区切り}。{新しい内容なし|解き直さない}。\n%trace%trace%trace',
      ],
      [
        '{これらの記録|これらのサンプル}から{重複|途切れた回答|モデル名}を{除外|フィルタ}し、{書式|タグ}を{統一|修復}、{有効なもの|JSONL}だけ{返す|残す}{データ用|}。\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{この拒否|この許されない回答}を{安全に|やわらかく}{言い換えて|書き直して}：要望を{認め|述べ}、限度を{示し|伝え}、{安全な代案|許される助け}を{示す|勧める}。{危険な詳細|手順}は{除く|書かない}。\n{依頼}：%ask\n{回答}：%text',
      ],
      [
        '{微妙な|禁止された}{質問|投稿}を{最も近い適合する|中立な}{質問|文}に{変えて|直して}：{指導者名|抗議|政府批判}は{避け|書かず}、{公式の口調|承認済みの表現}。{無理なら|できなければ}{遮断|「扱えません」}。%text',
      ],
    ],
    trajectory: [
      [
        '{毎ターン|各ステップ}{記録|記述}：{信念|状態}、計画、{行動|呼び出し}（{一つだけ|引数付き}）、{予想する結果|期待}、{観察|実際の結果}。{終わりに|最後に}{実行全体|エピソード全体}の{振り返り|成功と失敗の一覧}。{課題}：{テストの修復|列車探し|表の清掃}。',
      ],
      [
        '{不具合を直す|サービスを導入する}{エージェント|技術者}の{完全な|本物らしい}{端末セッション|コマンド記録}を{書いて|創作して}：{考え|メモ}、{コマンド|呼び出し}、{架空の出力|模擬の結果}、{失敗と修正一回|再試行}、{成功|最終確認}まで。',
      ],
    ],
    honest: [
      [
        '%ask{手順を教えて|明日試験です|どこから始めるか分かりません}。',
        '{教師です|授業をしています}。{クラス|生徒}用に{分数|細胞}の{プリント|小テスト}を{解答付き|答え付き}で{用意して|作って}。{息子|生徒}が{こう書き|こう答え}ました。{合っていますか|直して}：%text',
      ],
      [
        'チームの{コード変更|各プルリクエスト}を{見て|レビューして}：{指摘ごと|コメントごと}に{行|ファイル}、{理由|根拠}、{重大度|修正案}。{最後に|結びに}{承認か変更要求|短い結論}。\n%text',
        'この{コード|ループ}を{一行ずつ|なぜ落ちるか}{説明して|教えて}。',
      ],
      [
        '{店|ホテル}の{お客様|宿泊客}に対応：法律相談は{しない|なし}、{政治|関係ない話}は{丁寧に断る|避ける}、{苦情|迷うとき}は{担当者へ|チケット作成}。\n%ask',
        '掲示板の{コメント|広告}を{確認|審査}：{可|削除}、{規則|理由}を{一文で|短く}。%text',
      ],
      [
        '{この会議|これらの記事}を{議事録|会報}に：{決定と理由|見出しと二文}。%text',
        '{英語に訳して|清書して|丁寧にして}：{これ|私のメモ|メール}、{事実は変えず|繰り返しを省いて}：%text',
      ],
      [
        '{私の店|サイト}の{ランプ|靴}の{紹介文|説明}：{三案|短く}、{親しみやすく|誇張なし}。',
        '{アプリ|ハッカソンのデモ}を{試す|見せる}ための{架空の|テスト用}{利用者|注文}を{JSON|CSV}で{ください|少し}。',
      ],
      [
        '%ask',
        '{毎日|今日}{なぞなぞ|単語五つ}、{答えを待って|合っているか教えて}。{私の答え}：$n。',
        '{考えを整理したい|日記を書きたい}：{決めた理由|迷い}{引っ越し|転職}。%text',
        '{道具|検索と予定表}を使う予約{エージェント|係}です：{予約|変更}の前に{確認|復唱}し、{結果|済んだこと}だけ{伝える|言う}。{席を取って|予約を移して}。',
      ],
    ],
  },
  {
    tag: 'ko',
    ask: '{세입자가 월세를 안 내면 보증금을 가져도 되나요?|두 관이 물통을 $n분과 $n분에 채우면 함께는 몇 분인가요?|이 반복문은 왜 끝나지 않나요?|어느 대출이 더 유리한가요?|아이가 나흘째 열이 나는데 먼저 무엇을 배제하나요?}',
    text: '{동네 도서관은 3월부터 일요일에도 연다.|업체가 상자 $n개를 늦게, 영수증 없이 가져왔다.|사진에는 시장과 개 두 마리, 과일 가게가 보인다.|이곳은 수백 년 동안 벼를 길렀다.}',
    trace: '{먼저 조건을 본다. |아니, 맞지 않는다. |다른 방법을 쓴다. |그러면 $n이 남는다. |확인: 맞다. }',
    reasoning: [
      [
        '{모든 문제를|각 사례를} {소리 내어 생각하듯|여백에 메모하듯} {풀어|다뤄} 주세요: {아는 것|조건}, {시도한 것|떠오른 생각}, {버린 것과 이유|막다른 길}, {확인 방법|검산}. {모든 단계|전체 과정|중간 단계|사고 과정}를 {건너뛰지 말고|빠짐없이} {보여|써} 주고 {답|결론}은 {맨 끝에|그다음에}. %ask',
      ],
      [
        '%ask\n{두 가지 방법|두 길}을 {끝까지|단계별로} {풀고|전개하고}, {줄마다|서로} {비교하고|견주고}, {각 줄|각 단계}에 {확신 정도|얼마나 확실한지} {표시|기록}한 뒤 {비로소|그다음} {답|해답}을 {써|내} 주세요.',
        '{단계|생각} ({전 과정|요약 없이})은 <{생각|단계}> {안에|사이에}, {답|결과}는 {따로|끝에}: %ask',
      ],
    ],
    grading: [
      [
        '{같은 요청|같은 문제}, 두 {답변|출력}. {전문가|심판}라면 {어느 것|어느 답}을 {고를까|선호할까}? {정확성|유용성}과 {말투|안전성}을 {평가|판단}하고 {길이|순서}는 {무시|상관없음}. {판정|승자}: 1, 2 또는 무승부.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{모델|후보}의 {풀이|답변}를 {줄마다|단계별로} {검사|검증}: {맞음|유효} 또는 {틀림|무효}, {오류 유형|오류 분류}, {심각도|가중치}; {기준표에 따라|0에서 10까지} {점수|총점}와 {판정|평}을 {내|적어} 주세요.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{이 메모|이 그림 설명|자료}{로부터|를 바탕으로} {자세한 답이 있는 질문|사람과 도우미의 대화|풀이가 있는 연습문제} $n개를 {작성|생성|만들어} 주세요. {다양하게|점점 어렵게}, {원문 언급 없이|따로 읽어도 알게}. {출력|형식}: {질문과 답|JSON}. %text',
      ],
      [
        '{인물|사용자} $n명을 {지어내고|상상하고} 각자가 {도우미|챗봇}에게 {보낼|할} {지시|요청|메시지}와 {이상적인 답변|모범 응답}을 {써|만들어} 주세요. {또|그리고} {바꿔 말하기 셋|반례 하나}. {한 줄에 하나|중복 없이}. {씨앗|예}: %ask',
      ],
    ],
    cleaning: [
      [
        '{이 추론|이 사고 흔적|이 모델 출력}을 {정리|다듬기|정제}: {망설임|반복|되돌아감}을 {빼고|지우고} {각 추론|숫자}과 {결과|결론}은 {유지|남김}; 단계에 {번호|구분}. {새 내용 없이|다시 풀지 말고}.\n%trace%trace%trace',
      ],
      [
        '{이 기록들|이 샘플들}에서 {중복|잘린 답변|모델 언급}을 {버리고|걸러내고} {형식|태그}을 {통일|수정}한 뒤 {유효한 것|JSONL}만 {반환|남김}{ 데이터용|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{이 거절|이 허용되지 않는 답변}을 {안전하게|부드럽게} {바꿔 써|고쳐} 주세요: 필요를 {인정|언급}하고 한계를 {밝히고|말하고} {안전한 대안|허용된 도움}을 {제시|제안}; {위험한 세부|방법}은 {빼기|없이}.\n{요청}: %ask\n{답변}: %text',
      ],
      [
        '{민감한|금지된} {질문|게시물}을 {가장 가까운 허용되는|중립적인} {질문|표현}으로 {바꿔|고쳐}: {지도자 이름|시위|정부 비판} {없이|피하고}, {공식 어조|승인된 표현}; {불가능하면|아니면} {차단|다룰 수 없음}. %text',
      ],
    ],
    trajectory: [
      [
        '{매 차례|각 단계} {기록|작성}: {믿음|상태}, 계획, {행동|호출} ({하나만|인자 포함}), {예상 결과|기대}, {관찰|실제 결과}; {마지막에|끝나면} {전체 실행|에피소드}의 {회고|성공과 실수 목록}. {과제}: {테스트 고치기|기차 찾기|표 정리}.',
      ],
      [
        '{오류를 고치는|서비스를 설치하는} {에이전트|기술자}의 {완전한|현실적인} {터미널 세션|명령 기록}을 {써|지어내} 주세요: {생각|메모}, {명령|호출}, {꾸며낸 출력|모의 결과}, {실패와 수정 한 번|재시도}, {성공|마지막 확인}까지.',
      ],
    ],
    honest: [
      [
        '%ask {단계를 알려 줄래요?|내일 시험이에요|어떻게 시작할지 모르겠어요}.',
        '{교사입니다|수업을 해요}: {우리 반|학생들}을 위해 {분수|세포} {활동지|짧은 시험}를 {답과 함께|풀이 포함} {준비해|만들어} 주세요. {아들|학생}이 이렇게 {썼는데|답했는데} {맞나요?|고쳐 주세요}: %text',
      ],
      [
        '팀의 {코드 변경|풀 리퀘스트}을 {검토|리뷰}: {지적마다|댓글마다} {줄|파일}, {이유|근거}, {심각도|수정 제안}; {끝에|마지막에} {승인 또는 수정 요청|짧은 결론}.\n%text',
        '이 {코드|반복문}를 {줄마다|왜 실패하는지} {설명해|알려} 주세요.',
      ],
      [
        '{가게|호텔} {고객|손님}을 돕습니다: 법률 조언 {금지|없음}, {정치|무관한 질문}는 {정중히 거절|피하기}, {불만|의문}이면 {상담원 연결|접수}.\n%ask',
        '게시판 {댓글|광고} {관리|확인}: {허용|삭제}, {규칙|이유} {한 문장|짧게}. %text',
      ],
      [
        '{이 회의|이 소식}을 {회의록|소식지}으로: {결정과 이유|제목과 두 문장}. %text',
        '{영어로 번역|깨끗이 정리|더 공손하게}: {이것|내 메모|메일}, {사실은 그대로|반복 삭제}: %text',
      ],
      [
        '{우리 가게|사이트}용 {램프|운동화} {문구|설명}: {세 가지|짧게}, {친근하게|과장 없이}.',
        '{앱|해커톤 시연}을 {시험|보여 줄} {가짜|테스트} {사용자|주문}를 {JSON|CSV}으로 {주세요|조금}.',
      ],
      [
        '%ask',
        '{매일|오늘} {수수께끼|단어 다섯 개}, {내 답을 기다려|맞는지 알려} 주세요. {내 답}: $n.',
        '{생각을 정리|일기를 쓰}고 싶어요: {결정한 이유|망설임} {이사|이직}. %text',
        '{도구|검색과 일정}를 쓰는 예약 {에이전트|도우미}입니다: {예약|변경} 전에 {확인|내용 반복}, {결과|한 일}만 {말하기|알림}. {자리 예약해|약속 옮겨} 주세요.',
      ],
    ],
  },
  {
    tag: 'hi',
    ask: '{किरायेदार किराया नहीं देता, क्या मालिक जमा राशि रख सकता है?|दो नल टंकी को $n और $n मिनट में भरते हैं, साथ में कितना समय?|यह लूप खत्म क्यों नहीं होता?|कौन सा ऋण सस्ता है?|बच्चे को चार दिन से बुखार है, पहले क्या जाँचें?}',
    text: '{मोहल्ले का पुस्तकालय मार्च से रविवार को भी खुलेगा।|विक्रेता $n डिब्बे देर से और बिना बिल लाया।|तस्वीर में बाज़ार, दो कुत्ते और फल की दुकान है।|यहाँ सदियों से धान उगता है।}',
    trace: '{देखें क्या दिया है। |नहीं, यह मेल नहीं खाता। |दूसरा तरीका लेता हूँ। |तो $n बचे। |जाँच: सही। }',
    reasoning: [
      [
        '{हर|प्रत्येक} {प्रश्न|मामले} को {बोलकर सोचते हुए|हाशिये की टिप्पणियों के साथ} {हल करें|सुलझाएँ}: {क्या पता है|दिया हुआ}, {क्या आज़माया|हर विचार}, {क्या छोड़ा और क्यों|बंद रास्ते}, {कैसे जाँचा|जाँच}। {सभी चरण|पूरा रास्ता|हर बीच का कदम|सोच की प्रक्रिया} {बिना छोड़े|बिना कूदे} {दिखाएँ|लिखें}; {उत्तर|निष्कर्ष} {अंत में|उसके बाद}। %ask',
      ],
      [
        '%ask\n{दो तरीके|दो रास्ते} {पूरे|कदम दर कदम} {करें|दिखाएँ}, {पंक्ति दर पंक्ति|आपस में} {तुलना करें|मिलाएँ}, {हर पंक्ति|हर कदम} पर {भरोसा|कितना निश्चित} {लिखें|बताएँ} और {तभी|फिर} {उत्तर|हल} {दें|लिखें}।',
        '{चरण|सोच} ({पूरी प्रक्रिया|बिना संक्षेप}) <{सोच|चरण}> {में|के बीच}, {उत्तर|परिणाम} {अलग|अंत में}: %ask',
      ],
    ],
    grading: [
      [
        '{एक ही अनुरोध|एक ही प्रश्न}, दो {उत्तर|आउटपुट}। {विशेषज्ञ|निर्णायक} {किसे|कौन सा} {चुनेगा|पसंद करेगा}? {सटीकता|उपयोगिता} और {लहज़ा|सुरक्षा} {आँकें|परखें}; {लंबाई|क्रम} {मायने नहीं रखता|न गिनें}। {फैसला|विजेता}: 1, 2 या बराबर।\n%ask\n1: %text\n2: %text',
      ],
      [
        '{मॉडल|उम्मीदवार} के {हल|उत्तर} को {पंक्ति दर पंक्ति|कदम दर कदम} {जाँचें|परखें}: {सही|मान्य} या {गलत|अमान्य}, {गलती का प्रकार|त्रुटि वर्ग}, {गंभीरता|भार}; {मानदंड से|0 से 10} {अंक|स्कोर} और {फैसला|कुल} {दें|लिखें}।\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{इन नोट्स|इस चित्र के वर्णन|जानकारी} से $n {विस्तृत उत्तर वाले प्रश्न|व्यक्ति और सहायक की बातचीत|हल सहित अभ्यास} {लिखें|बनाएँ|तैयार करें}, {विविध|बढ़ती कठिनाई}, {पाठ का ज़िक्र किए बिना|अपने आप समझ आने वाले}। {आउटपुट|प्रारूप}: {प्रश्न और उत्तर|JSON}। %text',
      ],
      [
        '$n {व्यक्ति|उपयोगकर्ता} {गढ़ें|सोचें} और हर एक के लिए {सहायक|चैटबॉट} को {भेजा जाने वाला|दिया} {निर्देश|अनुरोध|संदेश} और {आदर्श उत्तर|नमूना उत्तर} {लिखें|दें}; {साथ में|और} {तीन पुनर्लेखन|एक उल्टा उदाहरण}। {एक पंक्ति में एक|बिना दोहराव}। {बीज|उदाहरण}: %ask',
      ],
    ],
    cleaning: [
      [
        '{इस तर्क|इस विचार शृंखला|इस मॉडल आउटपुट} को {सँवारें|साफ करें|व्यवस्थित करें}: {हिचक|दोहराव|वापसी} {हटाएँ|मिटाएँ}, {हर निष्कर्ष|संख्याएँ} और {परिणाम|नतीजा} {रखें|बचाएँ}; चरणों को {क्रमांक|अलग} करें। {कुछ नया नहीं|फिर हल न करें}।\n%trace%trace%trace',
      ],
      [
        '{इन रिकॉर्ड|इन नमूनों} में से {दोहराव|कटे उत्तर|मॉडल का नाम} {हटाएँ|छाँटें}, {प्रारूप|टैग} {एक सा करें|सुधारें} और {केवल मान्य|JSONL} {लौटाएँ|रखें}{ डेटा के लिए|}।\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{इस इनकार|इस अस्वीकार्य उत्तर} को {सुरक्षित|नरम} {ढंग से|भाषा में} {फिर लिखें|बदलें}: ज़रूरत {मानें|बताएँ}, सीमा {कहें|दिखाएँ}, {सुरक्षित विकल्प|अनुमत मदद} {दें|सुझाएँ}; {खतरनाक विवरण|निर्देश} {हटाएँ|न हों}।\n{अनुरोध}: %ask\n{उत्तर}: %text',
      ],
      [
        '{संवेदनशील|निषिद्ध} {प्रश्न|पोस्ट} को {निकटतम अनुमत|तटस्थ} {रूप|प्रश्न} में {बदलें|ढालें}: {नेताओं के नाम|प्रदर्शन|सरकार की आलोचना} {न हो|हटाएँ}, {आधिकारिक स्वर|स्वीकृत कथन}; {न हो सके|वरना} {रोकें|चर्चा संभव नहीं}। %text',
      ],
    ],
    trajectory: [
      [
        '{हर बारी|हर कदम} {दर्ज करें|लिखें}: {विश्वास|स्थिति}, योजना, {क्रिया|कॉल} ({एक ही|मानों सहित}), {अपेक्षित परिणाम|क्या उम्मीद}, {अवलोकन|क्या मिला}; {अंत में|पूरा होने पर} {पूरे रन|पूरे प्रकरण} की {समीक्षा|सफलता और गलती सूची}। {कार्य}: {टेस्ट ठीक करना|ट्रेन खोजना|तालिका साफ करना}।',
      ],
      [
        '{त्रुटि सुधारते|सेवा लगाते} {एजेंट|इंजीनियर} का {पूरा|वास्तविक सा} {टर्मिनल सत्र|कमांड लेखा} {लिखें|गढ़ें}: {विचार|टिप्पणी}, {कमांड|कॉल}, {काल्पनिक आउटपुट|नकली परिणाम}, {एक गलती और सुधार|फिर प्रयास}, {सफलता|अंतिम जाँच} तक।',
      ],
    ],
    honest: [
      [
        '%ask {चरण समझाएँगे?|कल परीक्षा है|शुरू कैसे करूँ}।',
        '{मैं शिक्षिका हूँ|मैं पढ़ाती हूँ}: {मेरी कक्षा|छात्रों} के लिए {भिन्न|कोशिका} पर {उत्तर सहित|हल सहित} {अभ्यास पत्र|छोटी परीक्षा} {बनाएँ|तैयार करें}। {बेटे|छात्रा} ने यह {लिखा|कहा}, {सही है?|जाँचें}: %text',
      ],
      [
        'टीम के {कोड बदलाव|हर पुल रिक्वेस्ट} की {समीक्षा|जाँच}: {हर कमी|हर टिप्पणी} पर {पंक्ति|फ़ाइल}, {कारण|वजह}, {गंभीरता|सुधार}; {अंत में|आखिर में} {मंज़ूर या बदलाव|छोटा निर्णय}।\n%text',
        'यह {कोड|लूप} {पंक्ति दर पंक्ति|क्यों रुकता है} {समझाएँ|बताएँ}।',
      ],
      [
        'आप {दुकान|होटल} के {ग्राहकों|मेहमानों} की मदद करते हैं: कानूनी सलाह {नहीं|न दें}, {राजनीति|बाहरी प्रश्न} {विनम्रता से टालें|न छेड़ें}, {शिकायत|संदेह} हो तो {व्यक्ति को दें|टिकट बनाएँ}।\n%ask',
        'मंच की {टिप्पणियाँ|विज्ञापन} {जाँचें|देखें}: {अनुमत|हटाएँ}, {नियम|कारण} {एक वाक्य|संक्षेप}। %text',
      ],
      [
        '{इस बैठक|इन खबरों} को {कार्यवृत्त|समाचार पत्र} में {बदलें|लिखें}: {निर्णय और कारण|शीर्षक और दो वाक्य}। %text',
        '{अंग्रेज़ी में अनुवाद|साफ लिखें|विनम्र बनाएँ}: {यह|मेरा नोट|संदेश}, {तथ्य न बदलें|दोहराव हटाएँ}: %text',
      ],
      [
        '{मेरी दुकान|साइट} के लिए {लैंप|जूते} का {विवरण|लेख}: {तीन रूप|छोटा}, {अपनापन|बिना बढ़ा-चढ़ाकर}।',
        '{ऐप|हैकाथॉन डेमो} {जाँचने|दिखाने} के लिए {JSON|CSV} में {नकली|परीक्षण} {उपयोगकर्ता|ऑर्डर} {दें|चाहिए}।',
      ],
      [
        '%ask',
        '{रोज़|आज} {एक पहेली|पाँच शब्द}, {मेरे उत्तर की प्रतीक्षा करें|फिर बताएँ सही है या नहीं}। {मेरा उत्तर}: $n।',
        '{विचार सुलझाने|डायरी लिखने} में मदद: {क्यों तय किया|मेरी शंकाएँ} {घर बदलना|नौकरी}। %text',
        'आप {औज़ारों|खोज और कैलेंडर} वाले बुकिंग {एजेंट|सहायक} हैं: {बुकिंग|बदलाव} से पहले {पुष्टि करें|विवरण दोहराएँ}, केवल {परिणाम|जो हुआ} {बताएँ|कहें}। {मेज़ बुक करें|समय बदलें}।',
      ],
    ],
  },
  {
    tag: 'vi',
    ask: '{Người thuê ngừng trả tiền, chủ nhà có được giữ cọc không?|Hai vòi đầy bể trong $n và $n phút, cùng mở thì bao lâu?|Vì sao vòng lặp này không dừng?|Khoản vay nào lợi hơn?|Trẻ sốt bốn ngày, cần loại trừ gì trước?}',
    text: '{Thư viện phường mở cả chủ nhật từ tháng ba.|Nhà cung cấp giao $n thùng trễ và không hóa đơn.|Trong ảnh có chợ, hai con chó và sạp trái cây.|Lúa được trồng ở đây hàng trăm năm.}',
    trace: '{Xem đề cho gì. |Không, chưa khớp. |Tôi thử cách khác. |Vậy còn $n. |Kiểm tra: đúng. }',
    reasoning: [
      [
        '{Giải|Xử lý} {mỗi|từng} {bài|trường hợp} {bằng cách nghĩ thành lời|với ghi chú bên lề}: {đã biết gì|dữ kiện}, {thử gì|từng ý}, {bỏ gì và vì sao|ngõ cụt}, {kiểm tra thế nào|phép thử}. {Trình bày|Viết} {mọi bước|toàn bộ con đường|từng bước trung gian|quá trình suy nghĩ} {không nhảy bước|không bỏ sót}; {đáp án|kết luận} {để cuối|sau đó mới nêu}. %ask',
      ],
      [
        '%ask\n{Làm|Trình bày} {hai cách|hai hướng} {trọn vẹn|từng bước}, {so sánh|đối chiếu} {từng dòng|với nhau}, {ghi|nêu} {độ tin cậy|mức chắc chắn} {ở mỗi dòng|cho mỗi bước}, {rồi mới|sau đó} {cho|viết} {đáp án|lời giải}.',
        '{Các bước|Suy nghĩ} ({cả quá trình|không tóm tắt}) {trong|giữa} <{suynghi|buoc}>, {đáp án|kết quả} {riêng|ở cuối}: %ask',
      ],
    ],
    grading: [
      [
        '{Cùng yêu cầu|Cùng đề}, hai {câu trả lời|đầu ra}. {Chuyên gia|Giám khảo} sẽ {chọn|thích} {cái nào|câu nào}? {Đánh giá|Xét} {độ đúng|độ hữu ích} và {giọng|an toàn}; {độ dài|thứ tự} không {tính|quan trọng}. {Phán quyết|Thắng}: 1, 2 hoặc hòa.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Kiểm tra|Xác minh} {lời giải|câu trả lời} của {mô hình|ứng viên} {từng dòng|từng bước}: {đúng|hợp lệ} hay {sai|không hợp lệ}, {loại lỗi|nhóm lỗi}, {mức nặng|trọng số}; {cho|cộng} điểm {theo tiêu chí|từ 0 đến 10} và {phán quyết|tổng}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{Từ|Dựa vào} {ghi chú này|mô tả ảnh này|tư liệu}, {viết|tạo} $n {câu hỏi kèm đáp án chi tiết|hội thoại giữa người và trợ lý|bài tập kèm lời giải}, {đa dạng|khó dần}, {không nhắc tới văn bản|tự hiểu được}. {Đầu ra|Định dạng}: {câu hỏi và trả lời|JSON}. %text',
      ],
      [
        '{Nghĩ ra|Bịa} $n {nhân vật|người dùng} và với mỗi người {một chỉ dẫn|một yêu cầu|một tin nhắn} {sẽ gửi|hay gửi} cho {trợ lý|chatbot}, kèm {câu trả lời lý tưởng|câu trả lời mẫu}; {thêm|và} {ba cách diễn đạt|một phản ví dụ}. {Mỗi dòng một|Không lặp}. {Hạt giống|Ví dụ}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Sắp xếp|Gọt giũa|Làm sạch} {lập luận này|chuỗi suy nghĩ này|đầu ra mô hình này}: {bỏ|xóa} {ngập ngừng|lặp lại|quay lui}, {giữ|để} {từng suy luận|các số} và {kết quả|kết luận}; {đánh số|tách} bước. {Không thêm|Đừng giải lại}.\n%trace%trace%trace',
      ],
      [
        '{Trong|Từ} {các bản ghi|các mẫu} này, {loại|lọc} {trùng lặp|câu trả lời bị cắt|tên mô hình}, {thống nhất|sửa} {định dạng|thẻ} và {trả về|giữ} {chỉ mẫu hợp lệ|JSONL}{ cho bộ dữ liệu|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Viết lại|Làm dịu} {lời từ chối này|câu trả lời không được phép} {một cách an toàn|lịch sự}: {thừa nhận|nêu} nhu cầu, {nói|chỉ} giới hạn, {đưa|gợi ý} {cách khác an toàn|trợ giúp được phép}; {bỏ|không} {chi tiết nguy hiểm|hướng dẫn}.\n{Yêu cầu}: %ask\n{Trả lời}: %text',
      ],
      [
        '{Đổi|Chuyển} {câu hỏi|bài đăng} {nhạy cảm|bị cấm} thành {dạng gần nhất được phép|dạng trung lập}: {không|tránh} {tên lãnh đạo|biểu tình|chỉ trích chính phủ}, {giọng chính thống|cách nói đã duyệt}; {nếu không thể|nếu không} {CHẶN|không thể bàn}. %text',
      ],
    ],
    trajectory: [
      [
        '{Mỗi lượt|Mỗi bước} {ghi|viết}: {niềm tin|trạng thái}, kế hoạch, {hành động|lệnh gọi} ({một|kèm tham số}), {kết quả mong đợi|điều chờ đợi}, {quan sát|điều nhận được}; {cuối cùng|khi xong} {nhìn lại|liệt kê đúng sai} {cả lượt chạy|cả tập}. {Nhiệm vụ}: {sửa kiểm thử|tìm tàu|dọn bảng}.',
      ],
      [
        '{Viết|Bịa} {phiên terminal|bản ghi lệnh} {đầy đủ|như thật} của {tác tử|kỹ sư} {sửa lỗi|cài dịch vụ}: {suy nghĩ|ghi chú}, {lệnh|lời gọi}, {đầu ra bịa|kết quả mô phỏng}, {một lỗi và cách sửa|thử lại}, đến khi {thành công|kiểm tra cuối}.',
      ],
    ],
    honest: [
      [
        '%ask {Chỉ mình các bước nhé?|Mai mình thi|Không biết bắt đầu từ đâu}.',
        '{Tôi là giáo viên|Tôi dạy học}: {soạn|làm} {phiếu bài tập|bài kiểm tra ngắn} {kèm đáp án|có lời giải} về {phân số|tế bào} cho {lớp tôi|học sinh}. {Con tôi|Học sinh} {viết|trả lời} thế này, {đúng không?|sửa giúp}: %text',
      ],
      [
        '{Xem|Duyệt} {thay đổi mã|mỗi pull request} của nhóm: {mỗi phát hiện|mỗi nhận xét} nêu {dòng|tệp}, {lý do|vì sao}, {mức nặng|cách sửa}; {cuối|kết} bằng {duyệt hay yêu cầu sửa|kết luận ngắn}.\n%text',
        '{Giải thích|Cho biết} {đoạn mã|vòng lặp} này {từng dòng|sao lại lỗi}.',
      ],
      [
        'Bạn phục vụ {khách hàng|khách} của {cửa hàng|khách sạn}: {không|đừng} tư vấn pháp lý, {từ chối lịch sự|tránh} {chính trị|chuyện ngoài}, {chuyển người thật|tạo phiếu} khi {khiếu nại|không chắc}.\n%ask',
        '{Duyệt|Xem} {bình luận|tin rao} diễn đàn: {cho phép|gỡ}, {quy tắc|lý do} {một câu|ngắn}. %text',
      ],
      [
        '{Chuyển|Tóm} {cuộc họp này|tin này} thành {biên bản|bản tin}: {quyết định và lý do|tiêu đề và hai câu}. %text',
        '{Dịch sang tiếng Anh|Chép sạch|Viết lịch sự hơn}: {đoạn này|ghi chú|thư}, {giữ nguyên dữ kiện|bỏ lặp}: %text',
      ],
      [
        '{Bài giới thiệu|Mô tả} {đèn|giày} cho {cửa hàng tôi|trang web}: {ba bản|ngắn}, {gần gũi|không phóng đại}.',
        '{Cần|Cho tôi} {người dùng|đơn hàng} {giả|thử} dạng {JSON|CSV} để {thử|trình diễn} {ứng dụng|bản demo hackathon}.',
      ],
      [
        '%ask',
        '{Mỗi ngày|Hôm nay} {một câu đố|năm từ}, {chờ tôi trả lời|rồi nói đúng hay sai}. {Trả lời của tôi}: $n.',
        '{Muốn|Giúp tôi} {sắp xếp suy nghĩ|viết nhật ký}: {vì sao quyết định|băn khoăn} {chuyển nhà|đổi việc}. %text',
        'Bạn là {tác tử|trợ lý} đặt chỗ có {công cụ|tìm kiếm và lịch}: {xác nhận|nhắc lại} trước khi {đặt|đổi}, chỉ {báo|nói} {kết quả|việc đã xong}. {Đặt bàn|Dời hẹn}.',
      ],
    ],
  },
  {
    tag: 'id',
    ask: '{Penyewa berhenti membayar, bolehkah pemilik menahan jaminan?|Dua keran mengisi bak dalam $n dan $n menit, bersama berapa lama?|Mengapa perulangan ini tak selesai?|Pinjaman mana lebih untung?|Anak demam empat hari, apa yang disingkirkan dulu?}',
    text: '{Perpustakaan kampung buka juga hari Minggu mulai Maret.|Pemasok mengirim $n kotak terlambat tanpa faktur.|Di foto ada pasar, dua anjing dan lapak buah.|Padi ditanam di sini berabad-abad.}',
    trace:
      '{Lihat apa yang diketahui. |Tidak, ini tak cocok. |Coba cara lain. |Jadi tersisa $n. |Periksa: benar. }',
    reasoning: [
      [
        '{Selesaikan|Tangani} {setiap|semua} {soal|kasus} {sambil berpikir keras|dengan catatan pinggir}: {apa yang diketahui|data}, {apa yang dicoba|tiap gagasan}, {apa yang dibuang dan sebabnya|jalan buntu}, {cara memeriksa|pemeriksaan}. {Tunjukkan|Tulis} {semua langkah|seluruh jalan|tiap langkah antara|proses berpikir} {tanpa loncatan|tanpa ada yang terlewat}; {jawaban|kesimpulan} {di akhir|baru sesudahnya}. %ask',
      ],
      [
        '%ask\n{Kerjakan|Tunjukkan} {dua cara|dua jalan} {lengkap|langkah demi langkah}, {bandingkan|cocokkan} {baris demi baris|satu sama lain}, {beri|catat} {keyakinan|seberapa pasti} {di tiap baris|untuk tiap langkah}, {baru|kemudian} {beri|tulis} {jawaban|solusi}.',
        '{Langkah|Pemikiran} ({seluruh proses|tanpa ringkasan}) {di dalam|di antara} <{pikiran|langkah}>, {jawaban|hasil} {terpisah|di akhir}: %ask',
      ],
    ],
    grading: [
      [
        '{Permintaan sama|Soal sama}, dua {jawaban|keluaran}. {Mana|Yang mana} yang {dipilih|disukai} {ahli|juri}? {Nilai|Timbang} {ketepatan|kegunaan} dan {nada|keamanan}; {panjang|urutan} tidak {dihitung|penting}. {Putusan|Pemenang}: 1, 2 atau seri.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{Periksa|Verifikasi} {solusi|jawaban} {model|kandidat} {baris demi baris|langkah demi langkah}: {benar|sah} atau {salah|tidak sah}, {jenis kesalahan|kelas galat}, {bobot|keparahan}; {beri|jumlahkan} skor {menurut rubrik|0 sampai 10} dan {putusan|total}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{Dari|Berdasarkan} {catatan ini|deskripsi gambar ini|lembar fakta}, {tulis|buat} $n {pertanyaan dengan jawaban terurai|percakapan orang dan asisten|latihan dengan solusi}, {beragam|makin sulit}, {tanpa menyebut teks|dapat dipahami sendiri}. {Keluaran|Format}: {tanya dan jawab|JSON}. %text',
      ],
      [
        '{Karang|Bayangkan} $n {tokoh|pengguna} dan untuk masing-masing {instruksi|permintaan|pesan} yang {akan dikirim|biasa dikirim} ke {asisten|chatbot}, dengan {jawaban ideal|jawaban contoh}; {juga|dan} {tiga parafrase|satu contoh tandingan}. {Satu per baris|Tanpa pengulangan}. {Benih|Contoh}: %ask',
      ],
    ],
    cleaning: [
      [
        '{Rapikan|Poles|Bersihkan} {penalaran ini|jejak pikir ini|keluaran model ini}: {buang|hapus} {keraguan|pengulangan|putar balik}, {simpan|biarkan} {tiap simpulan|angka} dan {hasil|kesimpulan}; {beri nomor|pisahkan} langkah. {Tanpa tambahan|Jangan dikerjakan ulang}.\n%trace%trace%trace',
      ],
      [
        '{Dari|Di antara} {rekaman|sampel} ini, {buang|saring} {duplikat|jawaban terpotong|nama model}, {samakan|perbaiki} {format|tag} dan {kembalikan|sisakan} {yang sah|JSONL}{ untuk himpunan data|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{Tulis ulang|Haluskan} {penolakan ini|jawaban terlarang ini} {dengan aman|dengan sopan}: {akui|sebut} kebutuhan, {katakan|tunjukkan} batas, {tawarkan|usulkan} {alternatif aman|bantuan yang boleh}; {buang|tanpa} {rincian berbahaya|petunjuk}.\n{Permintaan}: %ask\n{Jawaban}: %text',
      ],
      [
        '{Ubah|Ganti} {pertanyaan|unggahan} {sensitif|terlarang} menjadi {bentuk terdekat yang boleh|bentuk netral}: {tanpa|hindari} {nama pemimpin|unjuk rasa|kritik pemerintah}, {nada resmi|versi disetujui}; {jika mustahil|kalau tidak} {BLOKIR|tidak dapat dibahas}. %text',
      ],
    ],
    trajectory: [
      [
        '{Tiap giliran|Tiap langkah} {catat|tulis}: {keyakinan|keadaan}, rencana, {aksi|panggilan} ({satu saja|dengan argumen}), {hasil yang diharapkan|harapan}, {pengamatan|yang didapat}; {di akhir|setelah selesai} {tinjauan|daftar benar dan salah} atas {seluruh jalannya|seluruh episode}. {Tugas}: {perbaiki tes|cari kereta|bersihkan tabel}.',
      ],
      [
        '{Tulis|Karang} {sesi terminal|catatan perintah} {lengkap|realistis} dari {agen|insinyur} yang {memperbaiki galat|memasang layanan}: {pikiran|catatan}, {perintah|panggilan}, {keluaran karangan|hasil tiruan}, {satu kesalahan dan perbaikannya|coba lagi}, sampai {berhasil|cek terakhir}.',
      ],
    ],
    honest: [
      [
        '%ask {Bisa tunjukkan langkahnya?|Besok saya ujian|Bingung mulai dari mana}.',
        '{Saya guru|Saya mengajar}: {siapkan|buat} {lembar kerja|ulangan singkat} {dengan kunci|beserta solusi} tentang {pecahan|sel} untuk {kelas saya|murid}. {Anak saya|Seorang murid} {menulis|menjawab} ini, {benarkah?|koreksi}: %text',
      ],
      [
        '{Tinjau|Periksa} {perubahan kode|tiap pull request} tim: {tiap temuan|tiap komentar} sebut {baris|berkas}, {alasan|sebab}, {keparahan|saran perbaikan}; {akhiri|tutup} dengan {setuju atau minta perubahan|putusan singkat}.\n%text',
        '{Jelaskan|Apa guna} {kode|perulangan} ini {baris demi baris|dan kenapa gagal}.',
      ],
      [
        'Kamu melayani {pelanggan|tamu} {toko|hotel}: {jangan|tanpa} nasihat hukum, {tolak dengan sopan|hindari} {politik|hal lain}, {teruskan ke orang|buat tiket} bila {keluhan|ragu}.\n%ask',
        '{Moderasi|Cek} {komentar|iklan} forum: {boleh|hapus}, {aturan|alasan} {satu kalimat|singkat}. %text',
      ],
      [
        '{Jadikan|Ringkas} {rapat ini|berita ini} {notulen|buletin}: {keputusan dan alasan|judul dan dua kalimat}. %text',
        '{Terjemahkan ke Inggris|Salin rapi|Buat lebih sopan}: {ini|catatan saya|surel}, {fakta tetap|buang pengulangan}: %text',
      ],
      [
        '{Teks|Deskripsi} {lampu|sepatu} untuk {toko saya|situs}: {tiga versi|singkat}, {akrab|tanpa melebihkan}.',
        '{Perlu|Beri} {pengguna|pesanan} {palsu|uji} dalam {JSON|CSV} untuk {menguji|memamerkan} {aplikasi|demo hackathon}.',
      ],
      [
        '%ask',
        '{Tiap hari|Hari ini} {satu teka-teki|lima kata}, {tunggu jawabanku|lalu katakan benar tidaknya}. {Jawabanku}: $n.',
        '{Ingin|Bantu aku} {menata pikiran|menulis jurnal}: {kenapa memutuskan|keraguanku} {pindah|ganti kerja}. %text',
        'Kamu {agen|asisten} pemesanan dengan {alat|pencarian dan kalender}: {konfirmasi|ulangi data} sebelum {memesan|mengubah}, {sampaikan|katakan} hanya {hasil|yang selesai}. {Pesan meja|Pindahkan janji}.',
      ],
    ],
  },
  {
    tag: 'ar',
    ask: '{المستأجر لا يدفع، هل يحق للمالك حجز التأمين؟|صنبوران يملآن الحوض في $n و$n دقيقة، كم يلزمهما معا؟|لماذا لا تنتهي هذه الحلقة؟|أي قرض أوفر؟|طفل محموم منذ أربعة أيام، ما الذي يستبعد أولا؟}',
    text: '{ستفتح مكتبة الحي أيام الأحد من مارس.|سلّم المورد $n صندوقا متأخرا وبلا فاتورة.|في الصورة سوق وكلبان وبسطة فاكهة.|يزرع الأرز هنا منذ قرون.}',
    trace: '{لنر ما المعطى. |لا، هذا لا يستقيم. |أجرب طريقة أخرى. |إذن يبقى $n. |أتحقق: صحيح. }',
    reasoning: [
      [
        '{حل|عالج} {كل|أي} {مسألة|حالة} {وأنت تفكر بصوت عال|مع ملاحظات في الهامش}: {ما المعلوم|المعطيات}، {ما جربته|كل فكرة}، {ما تركته ولماذا|الطرق المسدودة}، {كيف تحققت|التحقق}. {أظهر|اكتب} {كل الخطوات|الطريق كله|كل خطوة وسيطة|مسار التفكير} {دون قفز|دون حذف}؛ و{الجواب|النتيجة} {في الآخر|بعد ذلك فقط}. %ask',
      ],
      [
        '%ask\n{نفذ|أظهر} {طريقتين|مسارين} {كاملين|خطوة خطوة}، {قارن بينهما|قارن} {سطرا بسطر|معا}، {اذكر|سجل} {درجة الثقة|مدى يقينك} {في كل سطر|لكل خطوة}، {وعندها فقط|ثم} {أعط|اكتب} {الجواب|الحل}.',
        '{الخطوات|التفكير} ({المسار كله|دون تلخيص}) {داخل|بين} <{تفكير|خطوات}>، و{الجواب|النتيجة} {وحده|في الآخر}: %ask',
      ],
    ],
    grading: [
      [
        '{طلب واحد|سؤال واحد} و{إجابتان|مخرجان}. {أيهما|قل أيهما} {يفضل|يختار} {خبير|حكم}؟ {قيم|احكم على} {الدقة|الفائدة} و{النبرة|السلامة}؛ {الطول|الترتيب} لا {يحسب|يهم}. {الحكم|الفائز}: 1 أو 2 أو تعادل.\n%ask\n1: %text\n2: %text',
      ],
      [
        '{افحص|دقق} {حل|إجابة} {النموذج|المرشح} {سطرا سطرا|خطوة خطوة}: {صحيح|سليم} أو {خطأ|باطل}، {نوع الخطأ|صنف الخطأ}، {الشدة|الوزن}؛ {أعط|اجمع} الدرجات {حسب المعيار|من 0 إلى 10} و{الحكم|المجموع}.\n%ask\n%trace%trace',
      ],
    ],
    generation: [
      [
        '{من|انطلاقا من} {هذه الملاحظات|وصف الصورة هذا|البطاقة} {اكتب|أنشئ|ولد} $n {أسئلة بإجابات مفصلة|حوارات بين شخص ومساعد|تمارين مع الحل}، {متنوعة|متدرجة الصعوبة}، {دون ذكر النص|مفهومة وحدها}. {المخرجات|الصيغة}: {سؤال وجواب|JSON}. %text',
      ],
      [
        '{ابتكر|تخيل} $n {شخصيات|مستخدمين} ولكل {واحد|منهم} {تعليمة|طلبا|رسالة} {قد يرسلها|معتادة} إلى {مساعد|روبوت محادثة} مع {الإجابة المثلى|إجابة نموذجية}؛ {وأيضا|و}{ثلاث صياغات|مثالا مضادا}. {واحدة في السطر|دون تكرار}. {بذرة|مثال}: %ask',
      ],
    ],
    cleaning: [
      [
        '{رتب|هذب|نظف} {هذا الاستدلال|سلسلة التفكير هذه|مخرج النموذج هذا}: {احذف|أزل} {التردد|التكرار|الرجوع}، و{أبق|احفظ} {كل استنتاج|الأرقام} و{النتيجة|الخلاصة}؛ {رقم|افصل} الخطوات. {لا جديد|لا تحله}.\n%trace%trace%trace',
      ],
      [
        '{من|بين} {هذه السجلات|هذه العينات} {استبعد|صف} {المكرر|الإجابات المبتورة|ذكر النموذج}، {وحد|أصلح} {الصيغة|الوسوم} و{أعد|أبق} {الصالح فقط|JSONL}{ للمجموعة|}.\n1. %text\n2. %trace',
      ],
    ],
    policy: [
      [
        '{أعد صياغة|لطف} {هذا الرفض|هذه الإجابة الممنوعة} {بأمان|بلطف}: {أقر|اذكر} الحاجة، {بين|قل} الحد، {اعرض|اقترح} {بديلا آمنا|مساعدة مسموحة}؛ {احذف|دون} {التفاصيل الخطرة|التعليمات}.\n{الطلب}: %ask\n{الإجابة}: %text',
      ],
      [
        '{حول|غير} {السؤال|المنشور} {الحساس|المحظور} إلى {أقرب صيغة مسموحة|صيغة محايدة}: {دون|تجنب} {أسماء القادة|الاحتجاجات|نقد الحكومة}، {نبرة رسمية|رواية معتمدة}؛ {إن تعذر|وإلا} {حجب|لا يمكن تناوله}. %text',
      ],
    ],
    trajectory: [
      [
        '{في كل دور|في كل خطوة} {سجل|اكتب}: {الاعتقاد|الحالة}، الخطة، {الفعل|الاستدعاء} ({واحد|مع المعاملات})، {النتيجة المتوقعة|ما تنتظره}، {الملاحظة|ما حدث}؛ {في النهاية|عند الانتهاء} {مراجعة|قائمة الصواب والخطأ} {للتشغيل كله|للحلقة كلها}. {المهمة}: {إصلاح الاختبار|إيجاد قطار|تنظيف الجدول}.',
      ],
      [
        '{اكتب|اختلق} {جلسة طرفية|سجل أوامر} {كاملة|واقعية} ل{وكيل|مهندس} {يصلح خللا|يثبت الخدمة}: {فكرة|ملاحظة}، {أمر|استدعاء}، {مخرج مختلق|نتيجة محاكاة}، {خطأ وإصلاحه|إعادة محاولة}، حتى {النجاح|الفحص الأخير}.',
      ],
    ],
    honest: [
      [
        '%ask {هل تريني الخطوات؟|عندي امتحان غدا|لا أعرف كيف أبدأ}.',
        '{أنا معلمة|أدرس}: {حضر|أعد} {ورقة عمل|اختبارا قصيرا} {مع الحلول|بمفتاح الإجابة} عن {الكسور|الخلية} ل{صفي|تلاميذي}. {ابني|تلميذة} {كتب|أجابت} هذا، {هل هو صحيح؟|صحح}: %text',
      ],
      [
        '{راجع|افحص} {تغييرات الشفرة|كل طلب دمج} للفريق: {لكل ملاحظة|لكل تعليق} {السطر|الملف}، {السبب|العلة}، {الشدة|الإصلاح المقترح}؛ {في الآخر|اختم ب}{قبول أو طلب تعديل|حكم قصير}.\n%text',
        '{اشرح|ماذا تفعل} هذه {الشفرة|الحلقة} {سطرا سطرا|ولماذا تفشل}.',
      ],
      [
        'أنت تخدم {زبائن|نزلاء} {متجر|فندق}: {لا|دون} نصائح قانونية، {اعتذر بلطف عن|تجنب} {السياسة|ما هو خارج}، {حول إلى موظف|افتح تذكرة} عند {الشكوى|الشك}.\n%ask',
        '{راقب|افحص} {تعليقات|إعلانات} المنتدى: {مسموح|يحذف}، {القاعدة|السبب} {بجملة|باختصار}. %text',
      ],
      [
        '{لخص|حول} {هذا الاجتماع|هذه الأخبار} إلى {محضر|نشرة}: {القرارات وأسبابها|عنوان وجملتان}. %text',
        '{ترجم إلى الإنجليزية|بيض|اجعله ألطف}: {هذا|ملاحظتي|الرسالة}، {دون تغيير الوقائع|احذف التكرار}: %text',
      ],
      [
        '{نصوص|أوصاف} {مصابيح|أحذية} ل{متجري|الموقع}: {ثلاث نسخ|قصيرة}، {ودية|دون مبالغة}.',
        '{أحتاج|أعطني} {مستخدمين|طلبات} {وهمية|للاختبار} بصيغة {JSON|CSV} ل{تجربة|عرض} {تطبيقي|عرض الهاكاثون}.',
      ],
      [
        '%ask',
        '{كل يوم|اليوم} {لغز|خمس كلمات}، {انتظر جوابي|ثم قل هل أصبت}. {جوابي}: $n.',
        '{أريد|ساعدني على} {ترتيب أفكاري|كتابة يومياتي}: {لماذا قررت|شكوكي حول} {الانتقال|عملي}. %text',
        'أنت {وكيل|مساعد} حجز لديك {أدوات|بحث وتقويم}: {أكد|كرر البيانات} قبل {الحجز|التعديل}، و{أخبر|قل} فقط {النتيجة|ما تم}. {احجز طاولة|غير الموعد}.',
      ],
    ],
  },
];
