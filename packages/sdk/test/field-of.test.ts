import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type ValidationFault, validationDetail } from '@portico/server/http/api/validation-detail.ts'
import { fieldOf } from '../src/field-of.ts'

const key = '018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091'

/** Details as the operations of the server write them, and the field that each names */
const details: [detail: string, field: string | undefined][] = [
  ['userKeys: there is no user 0.', 'userKeys'],
  [`environmentKey: there is no stage ${key}.`, 'environmentKey'],
  [`permissions[3].environmentKeys: there is no stage ${key}.`, 'permissions[3].environmentKeys'],
  [`applicationRoleKeysToAdd: there is no end-user role ${key}.`, 'applicationRoleKeysToAdd'],
  [`providerKey: there is no identity provider ${key}.`, 'providerKey'],
  [`assetKeys: there is no asset ${key}.`, 'assetKeys'],
  ['roleKeys: Approver does not belong to the stage of the group (0).', 'roleKeys'],
  ['The field email must be an e-mail address such as ada@example.com.', 'email'],
  ['The field name is missing.', 'name'],
  ['The field name is empty: a group has a name of 1 to 256 characters.', 'name'],
  ['The field records must have 1 to 100 values.', 'records'],
  ['The field grantPeriod.endTime must be later than grantPeriod.startTime.', 'grantPeriod.endTime'],
  ['The field oidcConfiguration.clientSecret is missing: the type is OIDC.', 'oidcConfiguration.clientSecret'],
  ['The field jwks.keys[2] must be a public key.', 'jwks.keys[2]'],
  [`The field portfolioKey names no portfolio: ${key}.`, 'portfolioKey'],
  ['The field samlConfiguration does not belong to the type OIDC.', 'samlConfiguration'],
  ['The field expiresOn must be a day from 2026-11-29 to 2028-11-28, as YYYY-MM-DD.', 'expiresOn'],
  ['The parameter userKeys must be 1 to 20 UUIDs, separated by commas.', 'userKeys'],
  ['The parameter since must be a date and time such as 2026-11-23T15:00:00Z.', 'since'],
  ['isActive must be true or false.', 'isActive'],

  [`There is no user ${key}.`, undefined],
  ['There is no field __proto__ or constructor.prototype.', undefined],
  ['There is no API client ‘CI’.', undefined],
  ['The fields subject and username need identityProviderKey as well.', undefined],
  ['The parameters userKey and userKeys exclude each other. Use userKeys, which takes one value as well.', undefined],
  ['The body is not valid JSON: Unexpected end of JSON input.', undefined],
  ['The body must be an object.', undefined],
  ['The request must come from a page of https://id.example.com.', undefined],
  ['The overlap must be a whole number of hours from 0 to 168.', undefined],
  ['Changing the order of stages needs the permission Portfolio management > Manage portfolio.', undefined],
  ['Name the organization: there are none.', undefined],
  ['Too many attempts failed. Try again in 30 seconds.', undefined],
  ['', undefined],
]

const fault = (
  keyword: string,
  params: Record<string, unknown>,
  instancePath = '/records/3/email',
): ValidationFault => ({
  keyword,
  instancePath,
  params,
  parentSchema: { properties: { email: {}, name: {} } },
})

/** Everything that the validator can say about a field, in the server's own words */
const faults: [fault: ValidationFault, field: string][] = [
  [fault('additionalProperties', { additionalProperty: 'nmae' }, ''), 'nmae'],
  [fault('additionalProperties', { additionalProperty: 'user name' }, '/records/0'), 'records[0].user name'],
  [fault('required', { missingProperty: 'name' }, ''), 'name'],
  [fault('required', { missingProperty: 'key' }, '/environments/1'), 'environments[1].key'],
  [fault('enum', { allowedValues: ['Active', 'Invited'] }), 'records[3].email'],
  [fault('format', { format: 'uuid' }), 'records[3].email'],
  [fault('type', { type: ['string', 'null'] }), 'records[3].email'],
  [fault('minLength', { limit: 1 }), 'records[3].email'],
  [fault('maxLength', { limit: 256 }), 'records[3].email'],
  [fault('minItems', { limit: 1 }, '/keys'), 'keys'],
  [fault('maxItems', { limit: 100 }, '/keys'), 'keys'],
  [fault('minimum', { limit: 0 }, '/order'), 'order'],
  [fault('maximum', { limit: 9 }, '/order'), 'order'],
  [fault('pattern', {}, '/name'), 'name'],
]

describe('The field that a detail names', () => {
  for (const [detail, field] of details) {
    test(`is ${field ?? 'none'} in “${detail}”`, () => assert.equal(fieldOf(detail), field))
  }

  test('is found in everything that the validator says of bodies and queries', () => {
    for (const [one, field] of faults) {
      for (const place of ['body', 'querystring']) {
        const detail = validationDetail(place, one)
        assert.equal(fieldOf(detail), field, detail)
      }
    }
  })
})
