// The sandbox's control API (docs/sandbox.md), one function a call.

export class ControlError extends Error {}

async function call(method, path, body) {
  const init = { method };
  if (body instanceof FormData) init.body = body;
  else if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { 'Content-Type': 'application/json' };
  }
  const response = await fetch(`/control/${path}`, init);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ControlError(answer.error ?? `${response.status} ${response.statusText}`);
  return answer;
}

function query(path, args) {
  const known = Object.entries(args).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return `${path}?${new URLSearchParams(known)}`;
}

export const state = () => call('GET', 'state');

/** messages: those of a channel that a user may see, oldest first; `since` leaves out the older ones. */
export const messages = (args) => call('GET', query('messages', args)).then((a) => a.messages ?? []);

/** views: {home, modals}; the topmost modal is the last. */
export const views = (user) => call('GET', query('views', { user }));

export const command = (body) => call('POST', 'command', body);
export const message = (body) => call('POST', 'message', body);
export const action = (body) => call('POST', 'action', body);

/** suggest asks the bot for the options of an external menu; they are in `answer`. */
export const suggest = (body) => call('POST', 'suggest', body);
export const submit = (body) => call('POST', 'submit', body);
export const closeView = (body) => call('POST', 'close', body);
export const home = (user) => call('POST', 'home', { user });
export const shortcut = (body) => call('POST', 'shortcut', body);
export const clock = (body) => call('POST', 'clock', body);
export const bot = (what) => call('POST', 'bot', { do: what });
export const reset = () => call('POST', 'reset', {});

/** upload sends one file; without a channel it is only stored, for a file input. */
export function upload({ user, channel, text, threadTs, file }) {
  const form = new FormData();
  form.set('user', user);
  if (channel) form.set('channel', channel);
  if (text) form.set('text', text);
  if (threadTs) form.set('thread_ts', threadTs);
  form.set('file', file, file.name);
  return call('POST', 'upload', form);
}

/** stream calls back with each change this user may see, and with whether the line is up. Returns its close. */
export function stream(user, { onSignal, onLine }) {
  const source = new EventSource(`/control/stream?${new URLSearchParams({ user })}`);
  source.onopen = () => onLine(true);
  source.onerror = () => onLine(false);
  source.onmessage = (event) => onSignal(JSON.parse(event.data));
  return () => source.close();
}
