// Shortcuts the app has declared: global ones beside the composer, message ones in a message's menu.

import * as api from './api.js';
import { openList } from './listbox.js';
import { notice } from './notice.js';

/** shortcutsOf lists the declared shortcuts of a type, "global" or "message". */
export function shortcutsOf({ workspace }, type) {
  return (workspace.shortcuts ?? []).filter((s) => s.type === type);
}

/** offerShortcuts drops the list of them; `where` is {channel, ts} for those on a message. */
export function offerShortcuts(session, anchor, type, where = {}) {
  const run = async ({ value }) => {
    try {
      const { status } = await api.shortcut({ user: session.me, callback_id: value, ...where });
      if (status !== 'acked') notice(session.t('appSilent'));
    } catch (error) {
      notice(session.t('failed', { reason: error.message }));
    }
    session.emit('acted');
  };
  openList({
    anchor,
    t: session.t,
    label: session.t('shortcuts'),
    testid: 'shortcut-list',
    onPick: run,
    items: shortcutsOf(session, type).map((s) => ({
      value: s.callback_id,
      label: s.name,
    })),
  });
}
