// Dates as a person in one zone and language reads them. The moments come from
// the workspace's calendar clock, never from the browser's.

const formats = new Map();

function format(locale, options) {
  const key = locale + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return formats.get(key);
}

/** wall gives the clock on the wall of a zone: year, month (1-12), day, hour, minute, second, weekday (0 = Sunday). */
export function wall(date, tz) {
  const parts = {
    hourCycle: 'h23',
    timeZone: tz,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  };
  const out = {};
  for (const { type, value } of format('en-US', parts).formatToParts(date)) out[type] = Number(value);
  out.weekday = new Date(Date.UTC(out.year, out.month - 1, out.day)).getUTCDay();
  return out;
}

/** offsetMinutes is how far a zone is ahead of UTC at a moment. */
export function offsetMinutes(date, tz) {
  const w = wall(date, tz);
  const asUTC = Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second);
  return Math.round((asUTC - Math.floor(date.getTime() / 1000) * 1000) / 60000);
}

/** moment is the instant at which a zone's wall shows the given time; days past the month's end roll over. */
export function moment(year, month, day, hour, minute, tz) {
  const naive = Date.UTC(year, month - 1, day, hour, minute);
  const guess = new Date(naive - offsetMinutes(new Date(naive), tz) * 60000);
  return new Date(naive - offsetMinutes(guess, tz) * 60000);
}

/** rfc3339 writes a moment with the zone's own offset. */
export function rfc3339(date, tz) {
  const offset = offsetMinutes(date, tz);
  const shifted = new Date(date.getTime() + offset * 60000).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  return `${shifted}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(n) {
  return String(n).padStart(2, '0');
}

/** morningAfter is 08:30 some days on: past the hours at which the bot speaks by default. */
function morningAfter(now, tz, days) {
  const w = wall(now, tz);
  return moment(w.year, w.month, w.day + days, 8, 30, tz);
}

export function nextMorning(now, tz) {
  return morningAfter(now, tz, 1);
}

export function nextMonday(now, tz) {
  return morningAfter(now, tz, (8 - wall(now, tz).weekday) % 7 || 7);
}

/** localInput writes a moment as an <input type="datetime-local"> wants it. */
export function localInput(date, tz) {
  return rfc3339(date, tz).slice(0, 16);
}

export function fromLocalInput(text, tz) {
  const m = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  return m ? moment(...m.slice(1).map(Number), tz) : null;
}

export function dayKey(date, tz) {
  return rfc3339(date, tz).slice(0, 10);
}

/** fromTs reads Slack's message timestamp. */
export function fromTs(ts) {
  return new Date(Number(ts) * 1000);
}

/** time writes 07:30 in Vietnamese and 7:30 AM in American English. */
export function time(date, { tz, locale }) {
  return format(locale, { timeZone: tz, hour: hourOf(locale), minute: '2-digit' }).format(date);
}

/** Vietnamese offices write 07:30, not the 7:30 of the locale data. */
function hourOf(locale) {
  return locale.startsWith('vi') ? '2-digit' : 'numeric';
}

export function longDate(date, { tz, locale }) {
  return format(locale, { timeZone: tz, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(date);
}

export function shortDate(date, { tz, locale }) {
  return format(locale, { timeZone: tz, weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    date,
  );
}

export function fullTime(date, reader) {
  return `${longDate(date, reader)} ${time(date, reader)} (${reader.tz})`;
}

/** pretty says today, yesterday or tomorrow where it can, else null. */
export function pretty(date, now, { tz, t }) {
  const day = (d) => Date.parse(dayKey(d, tz)) / 86400000;
  return { '-1': t('yesterday'), 0: t('today'), 1: t('tomorrow') }[day(date) - day(now)] ?? null;
}

const DATE_STYLES = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date_slash: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/**
 * slackDate fills the tokens of Slack's <!date^…> as its client does
 * (docs.slack.dev, "Formatting message text", date formatting).
 */
export function slackDate(unix, pattern, reader) {
  const date = new Date(unix * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => {
    const style = DATE_STYLES[token.replace(/_pretty$/, '')];
    if (token === 'ago') return ago(date, reader);
    if (token === 'day_divider_pretty') return pretty(date, reader.now(), reader) ?? longDate(date, reader);
    if (!style) return whole;
    if (token.endsWith('_pretty')) {
      const near = pretty(date, reader.now(), reader);
      if (near) return near.toLowerCase();
    }
    if (token === 'date_num') return dayKey(date, reader.tz);
    const hour = style.hour && { hour: hourOf(reader.locale) };
    return format(reader.locale, { ...style, ...hour, timeZone: reader.tz }).format(date);
  });
}

function ago(date, { locale, now }) {
  const days = Math.round((date - now()) / 86400000);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return Math.abs(days) >= 1
    ? relative.format(days, 'day')
    : relative.format(Math.round((date - now()) / 3600000), 'hour');
}
