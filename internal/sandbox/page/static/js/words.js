// The page's own words. What the bot says comes from the bot.

import vi from './words.vi.js';
import en from './words.en.js';

/** words picks the catalogue of a Slack locale: Vietnamese for vi-*, else English. */
export function words(locale) {
  const catalogue = locale?.startsWith('vi') ? vi : en;
  return (key, args = {}) => {
    const sentence = catalogue[key] ?? en[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => args[name] ?? whole);
  };
}

/** catalogues are compared by a test: both must have every key. */
export const catalogues = { vi, en };
