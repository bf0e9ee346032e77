import { brandShades } from './brand-shades.ts'

/** Where Mantine and the portal have the main color */
const variables = {
  '--mantine-color-indigo-filled': 'filled',
  '--mantine-primary-color-filled': 'filled',
  '--mantine-color-indigo-filled-hover': 'hover',
  '--mantine-primary-color-filled-hover': 'hover',
  '--mantine-color-anchor': 'onTint',
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

/**
 * Gives the document the color. Set on the element by script, which the Content-Security-Policy allows.
 * @returns what removes it
 */
export function showBrandColor(color: string): () => void {
  const { style } = document.documentElement
  const [light, dark] = [brandShades(color, 'light'), brandShades(color, 'dark')]
  for (const [variable, shade] of Object.entries(variables))
    style.setProperty(variable, `light-dark(${light[shade]}, ${dark[shade]})`)
  return () => {
    for (const variable of Object.keys(variables)) style.removeProperty(variable)
  }
}
