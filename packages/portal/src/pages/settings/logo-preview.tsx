import { useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'

/**
 * A chosen logo, before it is stored. Drawn, since the Content-Security-Policy lets pages load no picture but those of the
 * server.
 */
export function LogoPreview({ url }: { url: string }) {
  const { t } = useLingui()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isShown = true
    readPicture(url).then(
      (picture) => {
        const { current } = canvas
        if (!current || !isShown) return
        const height = 88
        current.height = height
        current.width = Math.min(352, Math.max(1, Math.round((picture.width * height) / picture.height)))
        current.getContext('2d')?.drawImage(picture, 0, 0, current.width, height)
      },
      // The server says what is wrong with it.
      () => {},
    )
    return () => {
      isShown = false
    }
  }, [url])
  return <canvas ref={canvas} role="img" aria-label={t`Logo`} width={1} height={88} style={{ height: 44 }} />
}

async function readPicture(url: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (byte) => byte.charCodeAt(0))
  return createImageBitmap(new Blob([bytes], { type: 'image/png' }))
}
