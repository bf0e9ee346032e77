import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setupI18n } from '@lingui/core'
import { problemCodes } from '@portico/sdk/generated/problem-codes.ts'
import { catalogue } from '@portico/server/problems/catalogue.ts'
import { mostUsers } from '../../server/src/modules/directory/bulk-changes/bulk-changes-schemas.ts'
import { ApiProblem } from '../src/api/problem.ts'
import type { ProblemName } from '../src/api/problem-name.ts'
import { loadProblemWords, titleOfCode, wordsOfProblem } from '../src/components/feedback/words-of-problem.ts'
import { wordsOfResult } from '../src/components/feedback/words-of-result.ts'
import { refusalTitle, refusalTitles } from '../src/pages/api-clients/refusal-title.ts'

const traceId = 'f'.repeat(32)

/** Their sentences are the rules of fields, which have words of their own: see words-of-sentence.ts. */
const saidByRule: ProblemName[] = [
  'secret_expiry_invalid',
  'overlap_invalid',
  'mail_settings_invalid',
  'invalid_body',
  'invalid_parameter',
  'relying_party_address_invalid',
  'sign_in_settings_invalid',
]
/** Only programs make the requests that are refused with these. */
const ofProgramsOnly: ProblemName[] = [
  'permission_not_by_environment',
  'api_client_required',
  'secret_rotation_not_allowed',
  'secret_not_proven',
  'secret_replaced',
  'asset_not_tagged',
  'permission_filter_unknown',
  'token_missing',
  'token_invalid',
  'token_expired',
  'token_revoked',
  'client_suspended',
  'client_gone',
  'added_and_removed',
  'domain_invalid',
  'organization_unknown',
  'domain_taken',
  'nothing_to_change',
  'permission_not_found',
  'bad_request',
  'malformed_json',
  'excluded_parameters',
  'path_not_found',
  'method_not_allowed',
  'unsupported_media_type',
  'unsupported_content_encoding',
  'unknown_host',
  'header_too_large',
  'idempotency_key_reused',
]

describe('problems in words', () => {
  const wordsIn = (locale: string, name: ProblemName | undefined, status: number, detail: string) => {
    const errorCode = name && problemCodes[name]
    const i18n = setupI18n({ locale, messages: { [locale]: {} } })
    return wordsOfProblem(new ApiProblem({ status, errorCode, title: 'Title', detail, traceId }), i18n)
  }

  test('are those of the portal, without the names of fields and operations, and without a trace ID', async () => {
    await loadProblemWords()
    const taken = wordsIn('en', 'email_taken', 400, 'PATCH /api/identity/v1/users/1 to add a profile.')
    assert.deepEqual(taken, {
      title: 'This e-mail is taken',
      detail: 'A user with this e-mail exists already.',
      traceId: undefined,
    })
    const url = wordsIn(
      'en',
      'invalid_body',
      400,
      'The field photoUrl must be an http or https URL of up to 2,048 characters.',
    )
    assert.equal(url.detail, 'It must be an http or https URL of up to 2,048 characters.')
    const undo = wordsIn('en', 'invalid_body', 400, 'The field changedBy selects no user.')
    assert.equal(undo.title, 'This cannot be undone')
    assert.match(undo.detail, /^Nothing of this change can be undone/)
    assert.equal(
      wordsIn('en', 'invalid_body', 400, 'The field records[3].name is missing.').detail,
      'Fill in this field.',
    )
  })

  test('name the permission that is missing, and where', () => {
    const missing = (detail: string): string => wordsIn('en', 'permission_missing', 403, detail).detail
    const managesUsers = 'User and access management > Manage users'
    assert.match(
      missing(`This needs the permission ${managesUsers}.`),
      /^You need the permission User and .* > Manage users\./,
    )
    const managesGroups = 'End-user management > Manage end-user groups'
    assert.match(missing(`This needs the permission ${managesGroups} in the stage Test.`), /in the stage Test\./)
    const heldBySender = `Ada, who has asked for this change, holds ${managesUsers}, which you do not hold there yourself.`
    assert.match(
      missing(heldBySender),
      /^A change of many users can be stopped by .* You do not hold: User .* users\.$/,
    )
    assert.equal(missing('Something else.'), 'Ask someone who can grant organization roles.')
  })

  test('are the server’s own where the portal has none, or where they are written for people', () => {
    assert.deepEqual(wordsIn('en', undefined, 400, 'A new rule.'), { title: 'Title', detail: 'A new rule.', traceId })
    assert.equal(wordsIn('de', undefined, 400, 'A new rule.').title, 'The server refused this')
    assert.equal(wordsIn('en', 'sign_in_failed', 400, 'Incorrect e-mail or password.').title, 'Title')
    assert.equal(wordsIn('de', 'sign_in_failed', 400, 'Incorrect e-mail or password.').title, 'Sign-in failed')
  })

  test('are its titles in the use of an API client, in English as the server has them', () => {
    for (const [name, title] of Object.entries(refusalTitles))
      assert.equal(title.id, catalogue[name as keyof typeof refusalTitles].title, name)
    assert.equal(refusalTitle(problemCodes.permission_missing), 'A permission is missing')
    assert.equal(refusalTitle(problemCodes.user_not_found), undefined)
    const i18n = setupI18n({ locale: 'de', messages: { de: {} } })
    assert.equal(titleOfCode(problemCodes.user_not_found, i18n), 'This no longer exists')
    assert.equal(titleOfCode('PTC-NEW-40001', i18n), undefined)
  })

  test('know only sentences that the server says', () => {
    const read = (path: string): string => readFileSync(path, 'utf8')
    const packages = join(import.meta.dirname, '../..')
    const sources = globSync('server/src/**/*.ts', { cwd: packages }).filter((file) => !file.endsWith('.test.ts'))
    const server = sources.map((file) => read(join(packages, file))).join('\n')
    const known = read(join(packages, 'portal/src/components/feedback/words-of-sentence.ts'))
    const patterns = [...known.matchAll(/^ {2,4}\[?\/(\^.+)\/,/gm)].flatMap(([, pattern = '']) => pattern.split('|'))
    assert.ok(patterns.length > 25, String(patterns.length))
    for (const pattern of patterns.filter((one) => one.startsWith('^'))) {
      // Up to what differs, without the words that the server puts before the rule
      const [words = ''] = pattern.slice(1).split(/(?<!\\)[($?]/)
      const rule = words.replace(/\\/g, '').replace(/^must (?:be )?/, '')
      assert.ok(server.includes(rule.trim()), pattern)
    }
  })

  test('say how many users may wait for a bulk change, as the server counts them', () => {
    const { detail } = wordsIn('en', 'bulk_changes_waiting', 429, '')
    assert.ok(detail.includes((2 * mostUsers).toLocaleString('en')), detail)
  })

  test('fold the server’s own sentence where it says more, and leave out its names of fields', () => {
    const why = 'The field jwksUri names no keys that can be used. keys.example answers with the status 500.'
    const unreadable = wordsIn('en', 'jwks_uri_invalid', 400, why)
    assert.equal(unreadable.raw, why)
    assert.doesNotMatch(`${unreadable.title} ${unreadable.detail}`, /jwksUri|status 500/)
    const newRule = 'The field tag names what is not there.'
    assert.equal(wordsIn('en', undefined, 400, newRule).detail, 'Names what is not there.')
    const german = wordsIn('de', undefined, 400, newRule)
    assert.deepEqual([german.detail, german.raw], ['This value is not possible here.', newRule])
    const i18n = setupI18n({ locale: 'de', messages: { de: {} } })
    assert.equal(wordsOfResult({ errorCode: 'PTC-NEW-40001', errorMessage: newRule }, i18n), newRule)
    const own = { errorCode: problemCodes.own_account, errorMessage: 'A change of many users neither …' }
    assert.equal(wordsOfResult(own, i18n), 'This is your own account')
    const invited = {
      errorCode: problemCodes.user_not_invited,
      errorMessage:
        'The user is Active and has a profile for a password already. POST /api/management/v1/users/1/password-reset sends a link for a new password.',
    }
    assert.match(wordsOfResult(invited, i18n), /^The user is active and needs no invitation\. Send a link/)
    const domain = wordsIn(
      'en',
      'invalid_body',
      400,
      "The field emailDomains must hold domains such as example.com, not 'a'.",
    )
    assert.deepEqual([domain.detail, domain.raw], ['Enter a domain such as example.com.', undefined])
    const smtp = wordsIn('en', 'smtp_tls_failed', 400, 'The server at mail.example: wrong version number')
    assert.deepEqual(
      [smtp.title, smtp.raw],
      ['The connection to the mail server cannot be encrypted', 'The server at mail.example: wrong version number'],
    )
  })

  test('are there for all that the portal can be refused', () => {
    const without = Object.keys(problemCodes).filter(
      (name) => wordsIn('de', name as ProblemName, 400, 'A rule.').title === 'The server refused this',
    )
    assert.deepEqual(without.sort(), [...saidByRule, ...ofProgramsOnly].sort())
  })

  test('keep the trace ID of what failed in the server', () => {
    assert.equal(wordsIn('en', 'internal_error', 500, 'It failed.').traceId, traceId)
    for (const language of ['en', 'de'] as const) {
      const unknown = wordsIn(language, undefined, 500, 'TypeError: x is not a function')
      assert.equal(unknown.traceId, traceId)
      assert.equal(unknown.title, 'Something went wrong in the server')
      assert.doesNotMatch(JSON.stringify(unknown), /TypeError/)
    }
  })
})
