import { nearestWords } from '../../config/nearest-words.ts'

/** What the validator (ajv, with `verbose`) says of one fault. */
export interface ValidationFault {
  keyword: string
  instancePath: string
  params: Record<string, unknown>
  message?: string
  data?: unknown
  parentSchema?: { properties?: Record<string, unknown>; description?: string; minItems?: number; maxItems?: number }
}

/**
 * One sentence that names the field or parameter and its rule.
 * @param where 'body', 'querystring' or 'params'
 */
export function validationDetail(where: string | undefined, fault: ValidationFault): string {
  const kind = where === 'body' ? 'field' : 'parameter'
  const at = pathOf(fault.instancePath)
  const whole = where === 'body' ? 'The body' : 'The query'
  const name = at ? `The ${kind} ${at}` : whole
  const { minItems, maxItems, description } = fault.parentSchema ?? {}
  if (/^(min|max)Items$/.test(fault.keyword) && minItems === maxItems) {
    return `${name} must have exactly ${count(minItems, 'value')}. ${description ?? ''}`.trimEnd()
  }
  switch (fault.keyword) {
    case 'additionalProperties': {
      const known = Object.keys(fault.parentSchema?.properties ?? {})
      const unknown = [at, String(fault.params.additionalProperty)].filter(Boolean).join('.')
      return `There is no ${kind} ${quote(unknown)}. ${known.length > 0 ? `There are ${known.join(', ')}.` : 'None is taken here.'}`
    }
    case 'required':
      return `The ${kind} ${[at, fault.params.missingProperty].filter(Boolean).join('.')} is missing.`
    case 'enum':
      return `${name} must be ${oneOf((fault.params.allowedValues as unknown[]).map(String), fault.data)}.`
    case 'format':
      return `${name} must be ${formats[String(fault.params.format)] ?? fault.params.format}.`
    case 'type':
      if (where !== 'body' && Array.isArray(fault.data)) return `${name} can be given only once.`
      return `${name} must be ${types(fault.params.type)}.`
    case 'minLength':
      return `${name} must have at least ${count(fault.params.limit, 'character')}.`
    case 'maxLength':
      return `${name} must have at most ${count(fault.params.limit, 'character')}.`
    case 'minItems':
      return `${name} must have at least ${count(fault.params.limit, 'value')}.`
    case 'maxItems':
      return `${name} must have at most ${count(fault.params.limit, 'value')}.`
    case 'minimum':
      return `${name} must be at least ${fault.params.limit}.`
    case 'maximum':
      return `${name} must be at most ${fault.params.limit}.`
    case 'pattern':
      return `${name} must ${patternRule(fault.parentSchema?.description)}.`
    default:
      return `${name} ${fault.message ?? 'is not valid'}.`
  }
}

/** Of a long list, those that were perhaps meant */
const oneOf = (words: string[], given: unknown): string =>
  words.length <= 20
    ? `one of ${words.join(', ')}`
    : `one of ${words.length} words; the nearest ones are ${nearestWords(String(given), words).join(', ')}`

/** @param description a list of what is taken, or what it is: `a version of three numbers` */
const patternRule = (description: string | undefined): string => {
  if (description === undefined) return 'not hold control characters'
  return `be ${/^an? /.test(description) ? '' : 'one of: '}${description}`
}

const formats: Record<string, string> = {
  uuid: 'a UUID such as 018f2b6a-7c1d-7e2f-9a3b-4c5d6e7f8091',
  'date-time': 'a date and time such as 2026-11-23T15:00:00Z',
  date: 'a date such as 2026-11-23',
  email: 'an e-mail address such as ada@example.com',
  int32: 'a whole number',
}

const types = (type: unknown): string =>
  [type]
    .flat()
    .map(
      (name) =>
        ({
          integer: 'a whole number',
          boolean: 'true or false',
          string: 'a text',
          array: 'a list',
          object: 'an object',
          null: 'null',
        })[String(name)] ?? name,
    )
    .join(' or ')

const count = (limit: unknown, thing: string): string => `${limit} ${thing}${limit === 1 ? '' : 's'}`

/** `/records/3/email` → `records[3].email` */
const pathOf = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${quote(part)}`))
    .join('')
    .replace(/^\./, '')

/** Names come from the caller: kept short, and without anything that could break a line of the log. */
const quote = (name: string): string => name.slice(0, 100).replace(/[\p{Cc}\p{Cs}]/gu, '�')
