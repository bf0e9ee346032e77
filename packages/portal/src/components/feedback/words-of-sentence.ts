import type { MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'

const inBraces = (name: string): string => `{${name}}`

/** What the server says of a field that is not right: `The field photoUrl must be an http or https URL.` */
const sentence = /^(?:The (?:field|parameter) )?[a-z][\w.[\]]* ((?:must|is|needs) .+?)\.?$/

const rules: readonly [pattern: RegExp, words: (limit: number, found: string) => MessageDescriptor][] = [
  // Templates of mails
  [/^must hold \{([a-z]+)\}: without it/, (_, name) => msg`It must contain ${inBraces(name)}.`],
  [
    /^must not hold \{(\S*)\}: this mail/,
    (_, name) => msg`It must not contain ${inBraces(name)}: this e-mail does not know it.`,
  ],
  [/^must have \{([a-z]+)\} alone on its line$/, (_, name) => msg`${inBraces(name)} must be alone on its line.`],
  [/^must hold \{([a-z]+)\} only once$/, (_, name) => msg`It must contain ${inBraces(name)} only once.`],
  [/^must have 1 to (\d+) characters$/, (limit) => msg`It must have 1 to ${limit} characters.`],

  [/^is missing$/, () => msg`Fill in this field.`],
  [/^must be a date and time /, () => msg`Enter a date and a time.`],
  [/^must be a (?:date|day) /, () => msg`Enter a date that is possible here.`],
  [/^must be an e-mail address /, () => msg`It must be an e-mail address such as ada@example.com.`],
  [/^must be an address such as /, () => msg`It must be an e-mail address such as ada@example.com.`],
  [/^must hold domains such as /, () => msg`Enter a domain such as example.com.`],
  [/^must be a whole number$/, () => msg`It must be a whole number.`],
  [/^must be an http or https URL/, () => msg`It must be an http or https URL of up to 2,048 characters.`],
  [
    /^must be an https URL \(http for localhost only\)/,
    () => msg`It must be an https URL (http for localhost only), without username, password or fragment.`,
  ],
  [/^must be an absolute URL$/, () => msg`It must be a whole address, such as https://app.example.com/callback.`],
  [
    /^must be https, http to a loopback address/,
    () => msg`It must be https, http to localhost, or a scheme of your own such as com.example.app:/callback.`,
  ],
  [/^must be https: (?:.+) is a stage for production$/, () => msg`It must be https: this is a stage for production.`],
  [/^must not have a fragment/, () => msg`It must not have a fragment: leave out # and what follows.`],
  [/^must not have a wildcard/, () => msg`It must not have a wildcard: enter every address in full.`],
  [/^must not have a user name or password$/, () => msg`It must not have a username or password.`],
  [/^must not have a backslash$/, () => msg`It must not have a backslash.`],
  [
    /^must have neither spaces nor characters outside of ASCII/,
    () => msg`It must have no spaces and no special letters such as ä. Encode them (%20).`,
  ],
  [/^is there twice$/, () => msg`It is in the list twice.`],
  [/^must be a public address/, () => msg`It must be a public address. The operator of this server can allow others.`],
  [
    /^must be starttls or tls where there is a username/,
    () => msg`Choose an encryption: without one, the password can be read on its way.`,
  ],
  [
    /^must be given, and again where host/,
    () => msg`Enter the password again: the server, its port, the encryption or the username has changed.`,
  ],
  [/^must be at most sessionMinutes/, () => msg`It must not be longer than a session.`],
  [/^must name at least one organization role/, () => msg`Choose at least one organization role.`],
  [
    /^must not end your own session/,
    () => msg`Sign in with what you require first: otherwise this would end your own session.`,
  ],
  [
    /^must be nobody: browsers offer no passkeys/,
    () => msg`Browsers offer no passkeys at the address of this portal: it needs https and a host name.`,
  ],
  [/^must be one or several X\.509 certificates/, () => msg`Enter one or several X.509 certificates (PEM or base64).`],
  [/^must be one line of characters/, () => msg`It must be one line, without invisible characters.`],
  [/^must have no characters that cannot be seen$/, () => msg`It must not have invisible characters.`],
  [
    /^must hold no web address/,
    () => msg`It must not contain a web address. Only the link of the e-mail leads anywhere.`,
  ],
  [/^must be https \(or http to localhost\)/, () => msg`It must be https (or http to localhost).`],
  [
    /^must be https: http is for localhost/,
    () => msg`It must be https: http is for localhost, 127.0.0.1 and [::1] only.`,
  ],
  [/^must be a host name such as/, () => msg`It must be a host name such as mail.example.com, or an IP address.`],
  [/^must be 25, 465, 587 or/, () => msg`It must be 25, 465, 587 or a number from 1024 to 65535.`],
  [/^must have at least one visible character/, () => msg`It must have at least one visible character.`],
  [
    /^must not have line breaks or control characters|^must not hold control characters/,
    () => msg`It must not have line breaks or control characters.`,
  ],
  [
    /^must not have characters that change the direction/,
    () => msg`It must not have characters that change the direction of writing.`,
  ],
  [
    /^must have at least (\d+) characters?$/,
    (limit) =>
      msg`${plural(limit, { one: 'It must have at least # character.', other: 'It must have at least # characters.' })}`,
  ],
  [
    /^must have at most (\d+) characters?$/,
    (limit) =>
      msg`${plural(limit, { one: 'It must have at most # character.', other: 'It must have at most # characters.' })}`,
  ],
  [
    /^must have at least (\d+) values?$/,
    (limit) =>
      msg`${plural(limit, { one: 'It must have at least # entry.', other: 'It must have at least # entries.' })}`,
  ],
  [
    /^must have at most (\d+) values?$/,
    (limit) =>
      msg`${plural(limit, { one: 'It must have at most # entry.', other: 'It must have at most # entries.' })}`,
  ],
  [/^must be at least (\d+)$/, (limit) => msg`It must be at least ${limit}.`],
  [/^must be at most (\d+)$/, (limit) => msg`It must be at most ${limit}.`],
]

/** Whole sentences of the server, where a name of a problem alone says too little */
const sentences: readonly [pattern: RegExp, words: (limit: number) => MessageDescriptor][] = [
  [/^Incorrect e-mail or password\.$/, () => msg`Incorrect e-mail or password.`],
  [/^Incorrect code, or the code was used/, () => msg`Incorrect code, or the code was used already.`],
  [
    /^Incorrect code\. Check the time/,
    () => msg`Incorrect code. Check the time of the device, and enter the newest code.`,
  ],
  [/^Incorrect code\. Three wrong codes void/, () => msg`Incorrect code. Three wrong codes void the invitation.`],
  [
    /^Incorrect or expired code\. It works/,
    () =>
      msg`Incorrect or expired code. It works in the browser in which you asked for it; three wrong codes void it. The link in the e-mail works in any browser.`,
  ],
  [
    /^The user is Active and has a profile for a password already\./,
    () => msg`The user is active and needs no invitation. Send a link for a new password instead.`,
  ],
  [
    /^The user is Active and signs in at another identity provider\./,
    () => msg`The user signs in at another identity provider already.`,
  ],
  [/^The user is Inactive\. Set isActive/, () => msg`The user is inactive. Activate the user first.`],
  [/^A password has at least (\d+) characters\.$/, (limit) => msg`A password has at least ${limit} characters.`],
  [/^A password has at most/, () => msg`A password has at most 1,024 characters.`],
  [/^A password must contain a digit\.$/, () => msg`A password must contain a digit.`],
  [/^A password must contain an upper-case letter\.$/, () => msg`A password must contain an upper-case letter.`],
  [
    /^This password is one that attackers try first/,
    () =>
      msg`This password is one that attackers try first. Choose several words that have nothing to do with each other.`,
  ],
  [
    /^The field changedBy selects no user\.$/,
    () => msg`Nothing of this change can be undone: none of its users still has it.`,
  ],
  [
    /^The field changedBy names a change that is not finished\./,
    () => msg`The change is not finished. Stop it first, or wait until it is over.`,
  ],
  [
    /^This password is made of the name/,
    () => msg`This password is made of the name, the e-mail or the organization, which are easy to guess.`,
  ],
]

/** What the server says, without the API's name of a field; undefined for a sentence that is not known. */
export function wordsOfSentence(detail: string): MessageDescriptor | undefined {
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(detail)
    if (found) return words(Number(found[1]))
  }
  const [, rule = ''] = sentence.exec(detail) ?? []
  for (const [pattern, words] of rules) {
    const found = pattern.exec(rule)
    if (found) return words(Number(found[1]), found[1] ?? '')
  }
  return undefined
}
