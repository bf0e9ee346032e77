import { useLocation } from '@tanstack/react-router'

/**
 * The token in the hash of a link: `/set-up#token=…`. Browsers send no hash, so the token is in no log of a proxy, and in
 * the body of the one request that uses it.
 */
export function useLinkToken(): string | undefined {
  const hash = useLocation({ select: ({ hash }) => hash })
  return new URLSearchParams(hash).get('token') ?? undefined
}
