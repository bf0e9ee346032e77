import { queryOptions } from '@tanstack/react-query'
import { addressOf } from './base-path.ts'

/** The parts of the discovery document that are shown. */
export interface Discovery {
  issuer: string
  token_endpoint: string
  authorization_endpoint?: string
  userinfo_endpoint?: string
  end_session_endpoint?: string
  jwks_uri?: string
}

export const discoveryPath = addressOf('/identity/.well-known/openid-configuration')

export const discoveryQuery = queryOptions({
  queryKey: ['discovery'],
  async queryFn(): Promise<Discovery> {
    const response = await fetch(discoveryPath)
    if (!response.ok) throw new Error(`The discovery document answered ${response.status}.`)
    return response.json()
  },
  staleTime: Number.POSITIVE_INFINITY,
})

/** `https://host/portico` of `https://host/portico/identity` */
export const publicUrl = ({ issuer }: Discovery): string => new URL('.', issuer).href.replace(/\/$/, '')

export const discoveryUrl = ({ issuer }: Discovery): string => `${issuer}/.well-known/openid-configuration`
