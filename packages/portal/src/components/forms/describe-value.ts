import { msg, plural } from '@lingui/core/macro'
import { pageI18n } from '../language/page-language.ts'
import { bidiIsolate } from '../values/bidi-isolate.ts'
import { formatNumber } from '../values/format-number.ts'
import { joinNames } from '../values/join-names.ts'

/** The value of a field in words, to compare it with another */
export function describeValue(value: unknown): string {
  const i18n = pageI18n()
  if (typeof value === 'boolean') return i18n._(value ? msg`Yes` : msg`No`)
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'string' && value.startsWith('data:')) return i18n._(msg`A file`)
  if (typeof value === 'string' && value.trim() !== '') return value
  if (Array.isArray(value) && value.length > 0) return value.map((item) => bidiIsolate(describeItem(item))).join(', ')
  if ((value instanceof Map || value instanceof Set) && value.size > 0) {
    const count = value.size
    return i18n._(msg`${plural(count, { one: '# chosen', other: '# chosen' })}`)
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && !Array.isArray(value))
    return describeItem(value)
  return i18n._(msg`Empty`)
}

/** One of several: a choice by its label, a line by what is in it */
function describeItem(item: unknown): string {
  if (typeof item !== 'object' || item === null) return describeValue(item)
  if ('label' in item && typeof item.label === 'string') return item.label
  return joinNames(Object.entries(item).flatMap(([name, value]) => (name === 'id' ? [] : describeValue(value))))
}
