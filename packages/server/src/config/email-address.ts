import { domainToASCII, domainToUnicode } from 'node:url'
import { endsInNumber } from './ends-in-number.ts'

/** A mailbox, by its two parts. */
interface EmailAddress {
  /** What is before the @, as it was given */
  local: string
  /** What is after it, in the one form in which domains are compared and mail is sent: `xn--bcher-kva.example` */
  domain: string
}

const atom = '[^\\s\\p{C}@<>()[\\],;:"\\\\.]+'
const localPattern = new RegExp(`^${atom}(\\.${atom})*$`, 'u')
/** What nobody sees: two addresses that differ in these alone look the same. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u2800]/u
/** Characters that a host name may have. Which of the others do is for UTS #46 to say. */
const hostCharacters = /^[a-z0-9.\-\u0080-\u{10FFFF}]+$/iu
const labelPattern = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/

/**
 * The domain in ASCII, by UTS #46 without its transitional forms: `Bücher.example`, `bücher。example` and
 * `XN--BCHER-KVA.example` are all `xn--bcher-kva.example`, `faß.example` is not `fass.example`. Undefined where it is no
 * domain.
 *
 * Node's `domainToASCII` is that of URLs: it takes percent signs, slashes and ports, makes IPv4 addresses of numbers, and
 * neither checks lengths (RFC 5321, section 4.5.3.1.2; RFC 1035, section 2.3.4) nor what is in Punycode already.
 */
export function asciiDomain(domain: string): string | undefined {
  if (!hostCharacters.test(domain)) return undefined
  const isPlain = /^[a-z0-9.-]+$/i.test(domain) && !/xn--/i.test(domain)
  const ascii = isPlain ? domain.toLowerCase() : domainToASCII(domain)
  if (ascii.length > 253 || endsInNumber(ascii)) return undefined
  if (!ascii.split('.').every((label) => label.length <= 63 && labelPattern.test(label))) return undefined
  return isPlain || isPunycode(ascii) ? ascii : undefined
}

/** Whether each label that says so really is a domain's in Punycode. */
function isPunycode(ascii: string): boolean {
  const readable = domainToUnicode(ascii)
  return !/(^|\.)xn--/.test(readable) && domainToASCII(readable) === ascii
}

/** The domain as people read it. What is not Punycode stays as it is. */
export const unicodeDomain = (ascii: string): string => domainToUnicode(ascii) || ascii

/** The parts of what looks like an address. The @ and the dots of East Asian keyboards, which are wide, count as well. */
export function splitAddress(text: string): { local: string; domain: string } | undefined {
  const [, local, domain] = /^(.*)[@＠﹫](.*)$/su.exec(text.trim()) ?? []
  return local === undefined || domain === undefined ? undefined : { local, domain }
}

/**
 * Reads an address: letters of every script (RFC 6531), lengths in octets as RFC 5321, section 4.5.3.1, has them, and
 * nothing that cannot be seen.
 * @throws Error saying what is allowed
 */
export function parseEmailAddress(text: string): EmailAddress {
  const example = 'an e-mail address such as ada@example.com'
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const domain = asciiDomain(text.slice(at + 1))
  if (invisible.test(text)) throw new Error(`${example}, without invisible characters`)
  if (!localPattern.test(local)) throw new Error(example)
  if (Buffer.byteLength(local) > 64) throw new Error(`${example}, with at most 64 octets before the @`)
  // Some characters become an @ or a dot where texts are compared.
  if (!localPattern.test(local.normalize('NFKC'))) throw new Error(example)
  if (domain === undefined) throw new Error(`${example}, with a valid domain of labels of at most 63 characters each`)
  const longest = Math.max(Buffer.byteLength(text), Buffer.byteLength(`${local}@${domain}`))
  if (longest > 254) throw new Error(`${example}, of at most 254 octets in all`)
  return { local, domain }
}

/** The address as mail is sent to it: its domain in ASCII, which every server takes. */
export function sendableAddress(text: string): string {
  const { local, domain } = parseEmailAddress(text)
  return `${local}@${domain}`
}
