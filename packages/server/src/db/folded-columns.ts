import { hash } from 'node:crypto'
import { asciiDomain, splitAddress, unicodeDomain } from '../config/email-address.ts'
import { fold, searchForm, searchWords } from './fold.ts'

// What the columns whose names end in `_folded` hold. One column compares, sorts and searches: the text without accents
// comes first, so that Zoë is found by `zoe` and comes right after Zoe; where it says less than the compared form, that
// one follows, so that the two stay different, and in the same order on both engines.

/** Sorts before every character that a text may have. */
const separator = '\u0001'

/** What more a text has is cut off: PostgreSQL's indexes take no rows above 2,700 bytes. No language's names get there. */
const longestInBytes = 1_024

function sortKey(searched: string, compared: string): string {
  if (searched === compared && Buffer.byteLength(compared) <= longestInBytes) return compared
  return cut(searched) + separator + digestedEnd(compared)
}

function cut(text: string): string {
  if (Buffer.byteLength(text) <= longestInBytes) return text
  // What stood at the end may be a part of a character now.
  return Buffer.from(text)
    .subarray(0, longestInBytes)
    .toString()
    .replace(/\uFFFD$/u, '')
}

/** Texts that differ after the cut stay different. */
const digestedEnd = (text: string): string => (cut(text) === text ? text : cut(text) + hash('sha256', text))

/** What is stored of a name, for comparing, sorting and searching. */
export const foldedName = (name: string): string => sortKey(searchForm(name), fold(name))

/**
 * The form in which e-mails are compared: two that have the same are one mailbox. Upper and lower case make no difference
 * in either part, nor whether the domain is in Unicode or in Punycode. What is no e-mail is compared as a text.
 */
export function emailIdentity(email: string): string {
  const { local, domain } = splitAddress(email) ?? {}
  const ascii = domain && asciiDomain(domain)
  return local === undefined || !ascii ? fold(email) : `${fold(local)}@${ascii}`
}

/**
 * Nearly all e-mails: nothing but letters, digits and a few signs, and no domain that is an address or may be Punycode.
 * They are stored in lower case, which takes a tenth of the time to find out.
 */
const plainEmail = /^[a-z0-9._+-]{1,64}@([a-z0-9]+(-[a-z0-9]+)*\.){1,9}[a-z]+$/i

/** What is stored of an e-mail, and of a username, which often is one. */
export function foldedEmail(email: string): string {
  if (email.length <= 254 && plainEmail.test(email)) return email.toLowerCase()
  return foldedAnyEmail(email)
}

/** The same, without knowing plain ones: a test holds the two against each other. */
export function foldedAnyEmail(email: string): string {
  const identity = emailIdentity(email)
  const { local, domain } = splitAddress(identity) ?? {}
  const readable = domain === undefined ? identity : `${local}@${unicodeDomain(domain)}`
  return sortKey(searchForm(readable), identity)
}

/** What is stored of an e-mail's domain. */
export function emailDomain(email: string): string {
  if (email.length <= 254 && plainEmail.test(email)) return email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  const identity = emailIdentity(email)
  return identity.slice(identity.lastIndexOf('@') + 1)
}

/** The same of a domain alone: one that is looked for */
export const foldedDomain = (domain: string): string => asciiDomain(domain) ?? fold(domain)

/** A text as it is looked for, by "contains", in the folded column of a name */
export const searchedInName = (text: string): string => searchWords(text)

/** The same for e-mails and usernames: domains are looked for as people read them */
export const searchedInEmail = (text: string): string =>
  searchWords(text.replace(/xn--[a-z0-9-]+/gi, unicodeDomain).replace(/[。｡]/g, '.'))

/** A pattern for `like`, for "contains" on the folded column of a name */
export const containsPattern = (text: string): string => `%${searchWords(text).replace(/[\\%_]/g, '\\$&')}%`
