import { msg } from '@lingui/core/macro'
import { type Line, newLineId } from '../../components/forms/new-line-id.ts'
import { pageI18n } from '../../components/language/page-language.ts'
import type { RegisteredApi } from './queries.ts'

export interface ScopeValue extends Line {
  name: string
  description: string
}

export interface ApiValues {
  name: string
  audience: string
  scopes: ScopeValue[]
  accessTokenMinutes: number | string
}

export const newScope = (): ScopeValue => ({ id: newLineId(), name: '', description: '' })

export const newApi = (): ApiValues => ({ name: '', audience: '', scopes: [newScope()], accessTokenMinutes: 60 })

export const valuesOf = ({ name, audience, scopes, accessTokenMinutes }: RegisteredApi): ApiValues => ({
  name,
  audience,
  scopes: scopes.map(({ name, description }) => ({ ...newScope(), name, description: description ?? '' })),
  accessTokenMinutes,
})

/** Lines that were left empty count for nothing. */
export const requestOf = ({ name, scopes, accessTokenMinutes }: ApiValues) => ({
  name: name.trim(),
  scopes: scopes
    .map(({ name, description }) => ({ name: name.trim(), description: description.trim() || null }))
    .filter(({ name, description }) => name !== '' || description !== null),
  accessTokenMinutes: Number(accessTokenMinutes),
})

const scopeName = /^[\x21\x23-\x5b\x5d-\x7e]+$/

export function checkApi(values: ApiValues): Partial<Record<keyof ApiValues, string>> {
  const { scopes } = requestOf(values)
  const wrong = scopes.find(({ name }) => !scopeName.test(name))
  const { accessTokenMinutes: minutes } = values
  return {
    ...(values.name.trim() === '' ? { name: pageI18n()._(msg`Enter a name.`) } : {}),
    ...(values.audience.trim() === ''
      ? { audience: pageI18n()._(msg`Enter a URI, for example https://orders.example.com.`) }
      : {}),
    ...(scopes.length === 0
      ? { scopes: pageI18n()._(msg`Add at least one scope. Without a scope, a caller gets no tokens.`) }
      : {}),
    ...(wrong
      ? {
          scopes: wrong.name
            ? pageI18n()._(msg`${wrong.name} is not allowed. Use letters, digits and signs, without spaces.`)
            : pageI18n()._(msg`Enter a name for each scope.`),
        }
      : {}),
    ...(isMinutes(minutes) ? {} : { accessTokenMinutes: pageI18n()._(msg`Enter a whole number from 1 to 720.`) }),
  }
}

const isMinutes = (value: number | string): boolean =>
  value !== '' && Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= 720
