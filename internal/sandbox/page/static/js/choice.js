// Who looks and at what: in the address, so that it can be sent to someone,
// and remembered for the next visit.

const KEY = 'nhacviec.choice';

/** Storage may be forbidden; the page then only forgets. */
export function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    /* forgotten, then */
  }
}

function fromAddress() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/**
 * choose gives {user, channel, tab}: what the address asks for, else what is
 * looked at now, else the last visit's, else the plan's channel seen by the
 * first person, who is the director.
 */
export function choose(people, plan, now = {}) {
  const wishes = [fromAddress(), now, remembered(KEY)];
  const persons = people.persons();
  const user = first(wishes, 'user', (id) => persons.some((p) => p.id === id)) ?? persons[0]?.id;
  const channel = first(wishes, 'channel', (id) => readable(people, user, id)) ?? usual(people, plan, user);
  const asked = fromAddress();
  const tab = (asked.channel === channel ? asked.tab : null) ?? 'messages';
  return { user, channel, tab };
}

function first(wishes, name, good) {
  return wishes.map((w) => w[name]).find((value) => value && good(value));
}

/** readable: a channel one is in, or the bot's own id for a conversation not begun yet. */
function readable(people, user, id) {
  return id === people.bot || (people.channels.get(id)?.members ?? []).includes(user);
}

/** usual is the plan's channel, else the first one a person is in. */
function usual(people, plan, user) {
  const mine = people.channelsOf(user).filter((c) => !c.archived);
  return (mine.find((c) => c.id === plan) ?? mine[0])?.id ?? people.bot;
}

/** keep writes a choice into the address and the memory. */
export function keep({ user, channel, tab }) {
  const hash = new URLSearchParams({ user, channel, ...(tab === 'home' && { tab }) });
  if (location.hash.slice(1) !== String(hash)) history.replaceState(null, '', `#${hash}`);
  remember(KEY, { user, channel });
}
