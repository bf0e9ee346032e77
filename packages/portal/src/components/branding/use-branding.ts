import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { stateQuery } from '../../api/state-query.ts'

/** Name and logo of the organization, as pages show them. Undefined until they are loaded. */
export function useBranding(): { name: string; logo: string | undefined } | undefined {
  const branding = useQuery(stateQuery).data?.branding
  return branding && { name: branding.name, logo: branding.logoPath ? addressOf(branding.logoPath) : undefined }
}

/** Where Mantine and the portal have the main color */
const variables = {
  '--mantine-color-indigo-filled': 'filled',
  '--mantine-primary-color-filled': 'filled',
  '--mantine-color-indigo-filled-hover': 'hover',
  '--mantine-primary-color-filled-hover': 'hover',
  '--mantine-color-anchor': 'link',
  '--portal-on-primary': 'on',
  '--mantine-color-indigo-light': 'tint',
  '--mantine-color-indigo-light-hover': 'tintHover',
  '--mantine-color-indigo-light-color': 'onTint',
  '--mantine-primary-color-light': 'tint',
  '--mantine-primary-color-light-hover': 'tintHover',
  '--mantine-primary-color-light-color': 'onTint',
  '--mantine-color-indigo-outline': 'onTint',
  '--portal-current': 'tint',
  '--portal-on-current': 'onTint',
} as const

/** Gives all pages the organization's color. Set on the element by script, which the Content-Security-Policy allows. */
export function useBrandColor(): void {
  const color = useQuery(stateQuery).data?.branding.primaryColor
  useLayoutEffect(() => {
    const { style } = document.documentElement
    if (!color) return
    let isGone = false
    import('./brand-shades.ts').then(
      ({ brandShades }) => {
        if (isGone) return
        const [light, dark] = [brandShades(color, 'light'), brandShades(color, 'dark')]
        for (const [variable, shade] of Object.entries(variables))
          style.setProperty(variable, `light-dark(${light[shade]}, ${dark[shade]})`)
      },
      () => {},
    )
    return () => {
      isGone = true
      for (const variable of Object.keys(variables)) style.removeProperty(variable)
    }
  }, [color])
}
