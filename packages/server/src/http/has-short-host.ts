/**
 * Whether an http or https URL has a host that may be one: of 253 characters at most. One of other letters than ASCII is
 * brought to ASCII in a time that grows with the square of its length: a body full of them would take seconds. So this is
 * asked before a URL is parsed.
 */
export const hasShortHost = (url: string): boolean => /^https?:\/\/[^/?#\\]{1,300}(?:[/?#\\]|$)/i.test(url)
