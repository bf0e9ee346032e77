/**
 * Whether a text begins as an http or https URL, and its host, with user and port, is not too long: a host has 253 characters
 * at most. To be asked before a URL is parsed: a host with letters outside of ASCII is converted in a time that grows with
 * the square of its length, so that a body full of them would take seconds.
 */
export const hasShortHost = (url: string): boolean => /^https?:\/\/[^/?#\\]{1,300}(?:[/?#\\]|$)/i.test(url)
