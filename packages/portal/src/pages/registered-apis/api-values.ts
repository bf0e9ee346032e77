import { type Line, newLineId } from '../../components/forms/new-line-id.ts'
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
    ...(values.name.trim() === '' ? { name: 'Give the API a name.' } : {}),
    ...(values.audience.trim() === ''
      ? { audience: 'Give the URI that its tokens name, such as https://orders.example.com.' }
      : {}),
    ...(scopes.length === 0 ? { scopes: 'Add at least one scope: who has none gets no token.' } : {}),
    ...(wrong
      ? {
          scopes: `${wrong.name || 'A scope without a name'} is not allowed: use letters, digits and signs, without spaces.`,
        }
      : {}),
    ...(isMinutes(minutes) ? {} : { accessTokenMinutes: 'Give a whole number of minutes from 1 to 720.' }),
  }
}

const isMinutes = (value: number | string): boolean =>
  value !== '' && Number.isInteger(Number(value)) && Number(value) >= 1 && Number(value) <= 720
