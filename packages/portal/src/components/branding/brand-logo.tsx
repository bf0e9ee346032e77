import { Image } from '@mantine/core'
import { Logo } from '../page/logo.tsx'
import { useBranding } from './use-branding.ts'

/** The organization's logo, or Portico's. The name stands beside it, so that it needs no text of its own. */
export function BrandLogo({ size = 28 }: { size?: number }) {
  const logo = useBranding()?.logo
  if (!logo) return <Logo size={size} />
  return <Image src={logo} alt="" h={size} w="auto" maw={size * 4} fit="contain" style={{ flex: 'none' }} />
}
