/**
 * One text for all ways to write an e-mail: in any case, with its domain in Unicode or in Punycode (UTS #46). The server
 * decides whether two are one mailbox; this finds one in what it has answered.
 */
export function mailboxOf(email: string): string {
  const folded = email.trim().normalize('NFKC').toLowerCase()
  const at = folded.lastIndexOf('@') + 1
  const url = `http://${folded.slice(at)}`
  return at > 0 && URL.canParse(url) ? folded.slice(0, at) + new URL(url).hostname : folded
}
