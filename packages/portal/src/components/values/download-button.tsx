import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'

interface DownloadButtonProps {
  /** Where the file is and what it is named, or what makes and saves it */
  file: { url: string; name: string } | (() => unknown)
  /** Beside others above a list */
  isSmall?: boolean
  children: ReactNode
}

/** Saves a file: one that the server answers, or one that this page makes. */
export function DownloadButton({ file, isSmall = false, children }: DownloadButtonProps) {
  return (
    <Button
      {...(isSmall && { size: 'xs' })}
      variant="default"
      leftSection={<IconDownload size={isSmall ? 14 : 16} aria-hidden />}
      {...(typeof file === 'function'
        ? { onClick: () => file() }
        : { renderRoot: (props) => <a {...props} href={file.url} download={file.name} /> })}
    >
      {children}
    </Button>
  )
}
