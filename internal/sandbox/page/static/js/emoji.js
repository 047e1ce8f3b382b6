// The shortcodes that are met in a team's plan; others stay as they are typed.

const GLYPHS = {
  white_check_mark: '✅', heavy_check_mark: '✔️', ballot_box_with_check: '☑️', x: '❌', negative_squared_cross_mark: '❎',
  warning: '⚠️', rotating_light: '🚨', no_entry: '⛔', no_entry_sign: '🚫', exclamation: '❗', heavy_exclamation_mark: '❗',
  question: '❓', grey_question: '❔', bangbang: '‼️', information_source: 'ℹ️', bulb: '💡',
  red_circle: '🔴', large_orange_circle: '🟠', orange_circle: '🟠', large_yellow_circle: '🟡', yellow_circle: '🟡',
  large_green_circle: '🟢', green_circle: '🟢', large_blue_circle: '🔵', blue_circle: '🔵', large_purple_circle: '🟣',
  white_circle: '⚪', black_circle: '⚫', large_red_square: '🟥', large_green_square: '🟩', large_yellow_square: '🟨',
  white_large_square: '⬜', black_large_square: '⬛', white_small_square: '▫️', black_small_square: '▪️',
  calendar: '📆', date: '📅', spiral_calendar_pad: '🗓️', alarm_clock: '⏰', hourglass: '⌛', hourglass_flowing_sand: '⏳',
  clock8: '🕗', stopwatch: '⏱️', timer_clock: '⏲️', zzz: '💤', bell: '🔔', no_bell: '🔕', mega: '📣', loudspeaker: '📢',
  memo: '📝', pencil: '📝', pencil2: '✏️', clipboard: '📋', page_facing_up: '📄', page_with_curl: '📃', bookmark_tabs: '📑',
  open_file_folder: '📂', file_folder: '📁', card_index_dividers: '🗂️', inbox_tray: '📥', outbox_tray: '📤', package: '📦',
  bar_chart: '📊', chart_with_upwards_trend: '📈', chart_with_downwards_trend: '📉', pushpin: '📌', round_pushpin: '📍',
  paperclip: '📎', link: '🔗', lock: '🔒', key: '🔑', mag: '🔍', gear: '⚙️', wrench: '🔧', hammer_and_wrench: '🛠️',
  tada: '🎉', rocket: '🚀', star: '⭐', fire: '🔥', trophy: '🏆', dart: '🎯', checkered_flag: '🏁', triangular_flag_on_post: '🚩',
  seedling: '🌱', sunny: '☀️', sunrise: '🌅', moon: '🌙', house: '🏠', office: '🏢', world_map: '🗺️',
  wave: '👋', '+1': '👍', thumbsup: '👍', '-1': '👎', ok_hand: '👌', clap: '👏', pray: '🙏', point_right: '👉', point_down: '👇',
  raised_hands: '🙌', muscle: '💪', eyes: '👀', speech_balloon: '💬', bust_in_silhouette: '👤', busts_in_silhouette: '👥',
  smile: '😄', slightly_smiling_face: '🙂', thinking_face: '🤔', sweat_smile: '😅', cry: '😢', robot_face: '🤖', heart: '❤️',
  arrow_right: '➡️', arrow_left: '⬅️', arrow_up: '⬆️', arrow_down: '⬇️', arrows_counterclockwise: '🔄', repeat: '🔁',
  leftwards_arrow_with_hook: '↩️', fast_forward: '⏩', double_vertical_bar: '⏸️', pause_button: '⏸️', arrow_forward: '▶️',
  one: '1️⃣', two: '2️⃣', three: '3️⃣', new: '🆕', ok: '🆗', sparkles: '✨', zap: '⚡', snowflake: '❄️', handshake: '🤝',
};

/** glyph gives the character of a shortcode (without its colons), or null. */
export function glyph(name) {
  return Object.hasOwn(GLYPHS, name) ? GLYPHS[name] : null;
}

const SHORTCODE = /:([a-z0-9_+-]{1,50}):(?::skin-tone-[2-6]:)?/g;

export function emojify(text) {
  return text.replace(SHORTCODE, (whole, name) => glyph(name) ?? whole);
}
