import { useId } from 'react'
import classes from './home.module.css'

interface SharePlotProps {
  title: string
  /** The same in words, for screen readers */
  description: string
  shares: { name: string; value: number }[]
}

const width = 1000
const height = 22
const gap = 4

/** Shares of a whole, in one bar. */
export function SharePlot({ title, description, shares }: SharePlotProps) {
  const id = useId()
  const some = shares.filter(({ value }) => value > 0)
  const total = some.reduce((sum, { value }) => sum + value, 0)
  const room = width - gap * Math.max(0, some.length - 1)
  // A share above zero is visible, even if it is one of a million.
  const widths = some.map(({ value }) => Math.max((value / total) * room, 6))
  const scale = room / widths.reduce((sum, one) => sum + one, 0)
  let x = 0
  return (
    <svg
      className={classes.share}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {total === 0 && <rect width={width} height={height} className={classes.part} data-name="none" />}
      {some.map(({ name }, index) => {
        const own = (widths[index] ?? 0) * scale
        const at = x
        x += own + gap
        return <rect key={name} x={at} width={own} height={height} className={classes.part} data-name={name} />
      })}
    </svg>
  )
}
