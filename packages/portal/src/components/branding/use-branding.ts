import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { stateQuery } from '../../api/state-query.ts'

/** Name and logo of the organization, as pages show them. Undefined until they are loaded. */
export function useBranding(): { name: string; logo: string | undefined } | undefined {
  const branding = useQuery(stateQuery).data?.branding
  return branding && { name: branding.name, logo: branding.logoPath ? addressOf(branding.logoPath) : undefined }
}

/** Gives all pages the organization's color. What makes it is loaded where there is one. */
export function useBrandColor(): void {
  const color = useQuery(stateQuery).data?.branding.primaryColor
  useLayoutEffect(() => {
    if (!color) return
    const shown = import('./show-brand-color.ts').then(
      ({ showBrandColor }) => showBrandColor(color),
      () => undefined,
    )
    return () => {
      shown.then((remove) => remove?.())
    }
  }, [color])
}
