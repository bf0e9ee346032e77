import { Image } from '@mantine/core'
import { useState } from 'react'
import { addressOf } from '../../api/base-path.ts'
import { PersonAvatar } from './person-avatar.tsx'

interface ApplicationLogoProps {
  name: string
  /** Below the base path */
  logoPath: string | null
  size: number
}

/** The logo of an application; its initials where it has none, or none that can be loaded. The name is beside it. */
export function ApplicationLogo({ name, logoPath, size }: ApplicationLogoProps) {
  const [failed, setFailed] = useState<string>()
  if (logoPath === null || logoPath === failed) return <PersonAvatar name={name} size={size} />
  return (
    <Image
      src={addressOf(logoPath)}
      alt=""
      w={size}
      h={size}
      fit="contain"
      radius="sm"
      style={{ flexShrink: 0 }}
      onError={() => setFailed(logoPath)}
    />
  )
}
