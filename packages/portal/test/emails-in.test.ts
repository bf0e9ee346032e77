import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailsIn } from '../src/components/bulk/emails-in.ts'

test('E-mails are found however they are pasted, each once', () => {
  const ada = 'ada@example.com'
  const bo = 'bo.li@example.org'
  for (const text of [
    `${ada}\n${bo}`,
    `${ada}\r\n\r\n${bo}\r\n`,
    `Ada Lovelace <${ada}>; Bo Li <${bo}>`,
    `Name\tE-Mail-Adresse\nAda\t${ada}\nBo\t${bo}`,
    `"Email","Name"\n"${ada}","Ada"\n"${bo}","Bo"\n"ADA@example.com","Ada again"`,
    `Endereço de e-mail\n${ada}\n${bo}`,
  ])
    assert.deepEqual(emailsIn(text), [ada, bo], text)
  assert.deepEqual(emailsIn(' \n\t\n'), [])
})

test('A line without an e-mail is kept, so that it can be told to be nobody', () => {
  assert.deepEqual(emailsIn('Ada Lovelace\nbo@example.org\nno e-mail known'), [
    'Ada Lovelace',
    'bo@example.org',
    'no e-mail known',
  ])
  assert.deepEqual(emailsIn('mail for Ada'), ['mail for Ada'])
  assert.deepEqual(emailsIn('x'.repeat(1_000)), ['x'.repeat(256)])
})
