package calendar

// limit is what a word in front of a period makes of it. The later ones win:
// "chậm nhất trước ngày" is a "before".
type limit uint8

const (
	noLimit limit = iota
	within
	since
	afterwards
	until
	latest
	before
)

// leadWord is what one word before a period says.
type leadWord struct {
	limit    limit
	wish     bool // "phấn đấu": a hope beside which another date binds
	planned  bool // "dự kiến"
	periodic bool // "định kỳ"
	label    bool // "hoàn thành", "thời hạn:": says that a deadline follows
	pair     bool // "between": an "and" follows
	last     bool // "hết": the end of what follows
}

// lead is all that stands before a period.
type lead struct {
	leadWord
	labelled int // the token after a label's colon: the phrase begins there
	clocked  bool
	early    bool // the clock time is before the day's work begins
	words    int
}

var leads = newLexicon(map[string]leadWord{
	"trước|từ trước|trước thời điểm|sớm hơn|before|prior to|ahead of|earlier than|trước thời hạn": {limit: before},
	"chậm nhất|muộn nhất|trễ nhất|chậm nhất là|muộn nhất là|không quá|không vượt quá|không muộn hơn|không chậm hơn|không trễ hơn|không sau|không chậm quá|không muộn quá|chậm nhất không quá|chậm nhất là không quá|" +
		"hạn chót|hạn cuối|hạn chót là|hạn cuối cùng|hạn|hạn đến|hạn nộp|thời hạn chậm nhất|thời hạn cuối cùng|deadline|due|due by|due on|due date|due in|" +
		"by|by the|no later than|not later than|at the latest|on or before|by or before|by no later than|kết thúc trước|cut off|due at": {limit: latest},
	"đến|tới|cho đến|cho tới|đến thời điểm|until|till|up to|through":                                                                                                                                                                                                    {limit: until},
	"hết|đến hết|tới hết|cho đến hết|đến khi hết|kết thúc|đến khi kết thúc|trước khi hết|trước khi kết thúc|khi kết thúc|trong hết":                                                                                                                                     {limit: until, last: true},
	"trong|vào|ngay trong|ngay|trong khoảng|trong thời gian|vào khoảng|nội trong|vào thời điểm|trong vòng|trong thời hạn|in|during|within|on|at|for|over|in the|during the|trong các|trong giai đoạn|vào dịp":                                                           {limit: within},
	"từ|kể từ|bắt đầu từ|bắt đầu|bắt đầu vào|bắt đầu trong|tính từ|khởi động từ|triển khai từ|thực hiện từ|áp dụng từ|khởi công|khởi công từ|khởi động|from|since|starting|starting from|starting on|starting in|beginning|beginning in|as of|effective|effective from": {limit: since},
	"between|trong khoảng từ": {limit: since, pair: true},
	"sau|after":               {limit: afterwards},
	"dự kiến|dự kiến là|dự kiến vào|expected|expected by|tentatively|planned|planned for|scheduled for|estimated|dự tính|tạm tính|ước|khoảng|around|about|approximately|target": {planned: true},
	"phấn đấu|phấn đấu đến|cố gắng|nỗ lực|quyết tâm|ideally|hopefully|aim for|aiming for|if possible":                                                                           {wish: true},
	"định kỳ|theo định kỳ|định kì": {periodic: true},
	"hoàn thành|xong|hoàn tất|phải hoàn thành|phải xong|hoàn thành xong|cơ bản hoàn thành|thời gian hoàn thành|thời hạn hoàn thành|thời gian thực hiện|thời hạn thực hiện|" +
		"thời hạn|thời gian|tiến độ|tiến độ hoàn thành|tiến độ thực hiện|timeline|complete|completed|finish|finished|done|deliver|delivered|submit|submitted|ready|chuyển sang|thực hiện xong|ban hành|trình|hoàn thiện": {label: true},
})

// startsLimit reports whether a limit word stands here.
func (p *parser) startsLimit() bool {
	w, n := look(p, leads, 0)
	return n > 0 && w.limit != noLimit
}

// lead consumes the words that introduce a period.
func (p *parser) lead() lead {
	var l lead
	for l.words < mostLeads && !p.unmarkedDay() {
		if w, ok := take(p, leads); ok {
			l.add(w)
			p.has(isWord)
			if p.mark(":") && w.label {
				l.labelled = p.pos
			}
			continue
		}
		start := p.pos
		if l.words > 0 && p.clock() {
			l.clocked = true
			l.early = p.earlyClock(start)
			p.mark(",")
			continue
		}
		break
	}
	return l
}

// unmarkedDay reports whether "ngay 20" stands here in a text without marks,
// where "ngay" is the day and not "at once".
func (p *parser) unmarkedDay() bool {
	return !p.marked && p.at(0).fold == "ngay" && p.at(1).kind == number
}

// mostLeads is how many words may introduce one period: "phấn đấu hoàn thành
// chậm nhất trong" has four. It also bounds the work on a text of nothing else.
const mostLeads = 8

var isWord = words("là")

func (l *lead) add(w leadWord) {
	l.words++
	l.limit = max(l.limit, w.limit)
	l.wish = l.wish || w.wish
	l.planned = l.planned || w.planned
	l.periodic = l.periodic || w.periodic
	l.label = l.label || w.label
	l.last = l.last || w.last
	l.pair = l.pair || w.pair
}

var (
	hourMarks   = words("h|g|giờ|gio|h'|o'clock")
	minuteWords = words("phút|p|ph|m")
	dayParts    = words("sáng|chiều|tối|trưa|am|pm|a m|p m|đêm|o'clock|giờ sáng|in the morning|in the afternoon")
	clockWords  = words("lúc|at|vào lúc|trước|trước lúc|by")
)

// clock consumes a time of day: "7h00 sáng", "24h00’", "15:00", "16 giờ", "5 pm".
func (p *parser) clock() bool {
	start := p.pos
	p.has(clockWords)
	if _, ok := p.number(0, 24); ok && p.clockRest() {
		return true
	}
	p.pos = start
	return false
}

func (p *parser) clockRest() bool {
	if p.isMark(0, ":") && p.at(0).gap == glued && p.at(1).digits == 2 {
		p.pos += 2
		p.has(dayParts)
		return true
	}
	if !p.has(hourMarks) {
		return p.has(dayParts)
	}
	if _, ok := p.number(0, 59); ok {
		p.has(minuteWords)
		p.mark("'")
	}
	p.has(dayParts)
	return true
}

// workBegins is the hour up to which "trước 7h00 ngày X" leaves nothing of X.
const workBegins = 8

func (p *parser) earlyClock(start int) bool {
	for i := start; i < p.pos; i++ {
		t := p.toks[i]
		if t.fold == "chieu" || t.fold == "toi" || t.fold == "pm" || t.fold == "p" {
			return false
		}
	}
	for i := start; i < p.pos; i++ {
		if t := p.toks[i]; t.kind == number {
			return t.value <= workBegins
		}
	}
	return false
}
