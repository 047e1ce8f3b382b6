// Telling the bot of a press, and the person when nobody answers.

import * as api from './api.js';
import { notice } from './notice.js';

/** suggestOptions asks the bot what an external menu offers for a typed word: options or option groups. */
export async function suggestOptions(session, where, { block, e }, word) {
  try {
    const { answer } = await api.suggest({
      user: session.me,
      ...where,
      action_id: e.action_id,
      block_id: block.block_id,
      value: word,
    });
    return answer ?? {};
  } catch (error) {
    notice(session.t('failed', { reason: error.message }));
    return {};
  }
}

/**
 * sendAction reports a block action on a message or a view ({channel, ts} or
 * {view_id}). A button's value is the rendered one, so none is sent; what was
 * chosen in a menu is. `warn` shows a sentence beside the control.
 */
export async function sendAction(session, where, { block, e, value, form }, warn = notice) {
  const body = { user: session.me, ...where, action_id: e.action_id, block_id: block.block_id, values: form.values() };
  if (value !== undefined) body.value = value;
  warn('');
  try {
    const { status } = await api.action(body);
    if (status === 'operation_timeout') warn(session.t('appSilent'));
    else if (status !== 'acked') warn(session.t('trouble'));
  } catch (error) {
    warn(session.t('failed', { reason: error.message }));
  }
  session.emit('acted');
}
