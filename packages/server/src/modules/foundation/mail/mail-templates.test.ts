import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { onBothEngines } from '@portico/testing/databases.ts'
import { sendTo } from '@portico/testing/organizations.ts'
import { assertProblem } from '@portico/testing/requests.ts'
import { type Caller, startTestServer, type TestServer } from '@portico/testing/server.ts'
import { threadTime } from '@portico/testing/thread-time.ts'
import { enqueueMail } from './enqueue-mail.ts'
import { decryptMailContent } from './mail-content.ts'
import { mailTexts } from './render-mail.ts'
import { defaultTemplate, type MailTemplateName, mailTemplateNames } from './templates/mail-template.ts'
import { templateFault } from './templates/template-fault.ts'

const path = '/api/management/v1/mail-templates'
const own = {
  name: 'invitation',
  language: 'de',
  subject: 'Willkommen bei {organization}',
  text: 'Guten Tag,\n{link}\n{code}\nFragen? hilfe@acme.example\nBis {expires}.',
}

describe('what a mail template may say', () => {
  const faultOf = (text: string, subject = 'Hello', name: MailTemplateName = 'invitation') =>
    templateFault(name, { subject, text })
  const whole = 'Hello,\n{link}\n{code}'

  test('is what Portico says, in each language', () => {
    for (const name of mailTemplateNames)
      for (const texts of Object.values(mailTexts))
        assert.equal(templateFault(name, defaultTemplate(name, texts)), undefined)
  })

  test('keeps what the mail is for, each alone on a line and once', () => {
    assert.equal(faultOf(whole), undefined)
    assert.match(faultOf('Hello,\n{code}') ?? '', /must hold \{link\}/)
    assert.match(faultOf('Hello,\n{link}') ?? '', /must hold \{code\}/)
    assert.match(faultOf(`${whole}\nor open {link}`) ?? '', /alone on its line/)
    assert.match(faultOf(`${whole}\n{code}`) ?? '', /only once/)
    assert.match(faultOf('All is well.', 'Hello', 'security-notice') ?? '', /must hold \{details\}/)
    assert.match(faultOf('All is well.', 'Hello', 'settings-notice') ?? '', /must hold \{details\}/)
  })

  test('knows its placeholders, and has no code or link in its subject', () => {
    for (const subject of ['{code}', 'Open {link}', '{nobody}', '{}', '{ORGANIZATION}', '{details}'])
      assert.match(faultOf(whole, subject) ?? '', /field subject must not hold/, subject)
    assert.match(faultOf(`${whole}\n{client}`) ?? '', /must not hold \{client\}/)
    assert.equal(faultOf(`${whole}\nA brace { alone`), undefined)
  })

  test('leads nowhere else', () => {
    const addresses = [
      'https://evil.example/x',
      'evil.example',
      'www.evil.example',
      'HTTP:\\\\evil',
      'evil。example',
      'evil．example',
      'münchen.example/x',
      '{organization}.example',
      'javascript://x',
      'a@evil.example/x',
      'evil.xn--p1ai',
      '(evil.example)',
    ]
    for (const address of addresses) {
      assert.match(faultOf(`${whole}\nSee ${address} now`) ?? '', /no web address/, address)
      assert.match(faultOf(whole, `See ${address}`) ?? '', /no web address|must not hold/, address)
    }
    for (const fine of ['z.B. so', 'e.V.', 'At 10.30 am.', 'help@acme.example', '<help@acme.example>,', 'Acme, Inc.'])
      assert.equal(faultOf(`${whole}\n${fine}`), undefined, fine)
  })

  test('is judged in no time, whatever it is made of', async () => {
    const many = '.'.repeat(2_400)
    for (const text of [`${many}a@b.cc${many.replaceAll('.', '-')}/`, 'a'.repeat(4_900), `a@b.cc${many}/${many}`]) {
      const milliseconds = await threadTime(() => faultOf(`${whole}\n${text}`))
      assert.ok(milliseconds < 2_000, text.slice(2_390, 2_420))
    }
  })

  test('adds no header, and holds nothing that cannot be seen', () => {
    for (const hidden of ['\r\nBcc: a', '\nx', '\u202e', '\u200b', '\u0000', '\u2028', '\u2066'])
      assert.match(faultOf(whole, `Hello${hidden}there`) ?? '', /characters that can be seen/, JSON.stringify(hidden))
    for (const hidden of ['\u202e', '\u200b', '\u0007', '\u2029', '\u2062'])
      assert.match(faultOf(`${whole}\nx${hidden}y`) ?? '', /cannot be seen/, JSON.stringify(hidden))
    assert.match(faultOf(whole, '   ') ?? '', /1 to 200/)
    assert.match(faultOf(whole + 'x'.repeat(5_000)) ?? '', /1 to 5000/)
  })
})

onBothEngines('mail templates', (engine) => {
  let server: TestServer
  let administrator: Caller
  let mailer: Caller
  before(async () => {
    server = await startTestServer({ engine })
    administrator = await server.administrator()
    mailer = await server.caller('Configuration management > Manage Email configurations')
  })

  const written = async (language: 'de' | 'en', code: string | null = '123456') => {
    const { context, organizationKey } = server
    const key = await enqueueMail(context, organizationKey, {
      kind: 'invitation',
      to: { address: 'ada@example.com', name: null, language },
      values: {
        link: 'https://id.example.com/x?a=1&b=<2>',
        code,
        expiresAt: code && '2026-02-03T04:05:06.000Z',
        by: null,
      },
    })
    const row = await context.database.db
      .selectFrom('mails')
      .selectAll()
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    const content = decryptMailContent(context.vault, { organizationKey, key }, row.content_encrypted ?? '')
    return { subject: row.subject, ...content }
  }

  test('replace Portico’s words in their language alone, and go back to them', async () => {
    const before = await written('de')
    assert.equal((await administrator.call('PUT', path, { templates: [own] })).status, 204)
    const { subject, text, html } = await written('de')
    assert.match(subject, /^Willkommen bei /)
    assert.match(text, /Guten Tag,\n\n.*https:\/\/id\.example\.com\/x\?a=1&b=<2>\n\n {4}123456\n\nFragen\?/)
    assert.match(text, /3\. Februar 2026/)
    assert.match(html, /href="https:\/\/id\.example\.com\/x\?a=1&amp;b=&lt;2&gt;"/)
    assert.match((await written('en')).subject, /^Your invitation/)
    assert.doesNotMatch((await written('de', null)).subject, /Willkommen/)
    assert.deepEqual((await mailer.call('GET', path)).body.templates, [own])
    assert.equal((await administrator.call('PUT', path, { templates: [] })).status, 204)
    assert.deepEqual(await written('de'), before)
    const trail = '/api/management/v1/audit-entries?action=mail-templates.updated'
    const { results } = (await administrator.call('GET', trail)).body
    assert.deepEqual(results[1].newValues, { 'invitation.de': { subject: own.subject, text: own.text } })
    assert.deepEqual(results[0].newValues, { 'invitation.de': null })
  })

  test('are text: no markup, and what stands for something is put in once', async () => {
    const text = '<b onclick="x">Hallo</b> & {organization}\n{link}\n{code}'
    assert.equal((await administrator.call('PUT', path, { templates: [{ ...own, text }] })).status, 204)
    assert.match((await written('de')).html, /&lt;b onclick=&quot;x&quot;&gt;Hallo&lt;\/b&gt; &amp; /)
    await administrator.call('PUT', path, { templates: [] })
  })

  test('are changed by whoever holds all that controls access, read and previewed by whoever manages mail', async () => {
    assertProblem(await mailer.call('PUT', path, { templates: [own] }), 'permission_missing')
    assertProblem(await mailer.call('POST', `${path}/test`, { ...own, to: 'a@example.com' }), 'permission_missing')
    const { status, body } = await mailer.call('POST', `${path}/preview`, own)
    assert.equal(status, 200)
    assert.match(body.text, /123456/)
    assert.match(body.text, new RegExp(server.context.publicUrl()))
    assertProblem(
      await mailer.call('POST', `${path}/preview`, { ...own, text: 'x' }),
      'mail_template_invalid',
      /\{link\}/,
    )
    const other = await server.caller('Organization management > Manage organization')
    assertProblem(await other.call('GET', path), 'permission_missing')
    const sent = await administrator.call('POST', `${path}/test`, { ...own, to: 'a@example.com' })
    assert.deepEqual([sent.status, sent.body.status], [200, 'kept'])
  })

  test('are all stored or none, each once, and only while nobody else has changed them', async () => {
    const wrong = { ...own, language: 'pt', text: 'Nada' }
    assertProblem(await administrator.call('PUT', path, { templates: [own, wrong] }), 'mail_template_invalid')
    assertProblem(
      await administrator.call('PUT', path, { templates: [own, own] }),
      'mail_template_invalid',
      /only once/,
    )
    assert.deepEqual((await mailer.call('GET', path)).body.templates, [])
    const { token } = administrator
    const stale = { token, body: { templates: [own] }, headers: { 'if-match': '"stale"' } }
    assertProblem(await sendTo(server, 'localhost')('PUT', path, stale), 'changed_meanwhile')
    const unchanged = defaultTemplate('invitation', mailTexts.de)
    const body = { templates: [{ name: 'invitation', language: 'de', ...unchanged }] }
    assert.equal((await administrator.call('PUT', path, body)).status, 204)
    assert.deepEqual((await mailer.call('GET', path)).body.templates, [])
  })
})
