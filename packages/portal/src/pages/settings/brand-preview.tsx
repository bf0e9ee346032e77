import { Trans, useLingui } from '@lingui/react/macro'
import { SimpleGrid } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { brandShades } from '../../components/branding/brand-shades.ts'
import classes from './brand-preview.module.css'

/** How a color looks in both color schemes. */
export function BrandPreview({ color }: { color: string }) {
  const { t } = useLingui()
  return (
    <SimpleGrid
      cols={2}
      maw={420}
      spacing="xs"
      role="img"
      aria-label={t`${color} on a button and a link, in light and in dark`}
    >
      <Sample color={color} scheme="light" />
      <Sample color={color} scheme="dark" />
    </SimpleGrid>
  )
}

function Sample({ color, scheme }: { color: string; scheme: 'light' | 'dark' }) {
  const box = useRef<HTMLDivElement>(null)
  const { filled, on, onTint: link } = brandShades(color, scheme)
  useEffect(() => {
    for (const [name, value] of Object.entries({ filled, on, link })) box.current?.style.setProperty(`--${name}`, value)
  }, [filled, on, link])
  return (
    <div ref={box} className={classes.sample} data-scheme={scheme}>
      <span className={classes.button}>
        <Trans>Sign in</Trans>
      </span>
      <span className={classes.link}>
        <Trans>Link</Trans>
      </span>
    </div>
  )
}
