import { Trans } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import { formatNumber } from '../../components/values/format-number.ts'
import { formatDay as dayInWords } from '../../components/values/format-time.ts'
import classes from './home.module.css'

interface DayPlotProps {
  title: string
  /** The same in words, for screen readers */
  description: ReactNode
  /** The earliest first */
  days: { day: string; value: number }[]
}

const width = 600
const height = 132

/** A bar for each day. The numbers are text beside the SVG, so that they are not stretched. */
export function DayPlot({ title, description, days }: DayPlotProps) {
  const id = useId()
  const top = roundTop(Math.max(...days.map(({ value }) => value), 1))
  const step = width / days.length
  return (
    <figure className={classes.plot}>
      <div className={classes.scale} aria-hidden>
        <span>{formatNumber(top)}</span>
        <span>0</span>
      </div>
      <svg
        className={classes.bars}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        {[0, 0.5, 1].map((part) => (
          <line
            key={part}
            x1={0}
            x2={width}
            y1={part * (height - 1) + 0.5}
            y2={part * (height - 1) + 0.5}
            className={classes.grid}
          />
        ))}
        {days.map(({ day, value }, index) => {
          const tall = value === 0 ? 0 : Math.max((value / top) * (height - 1), 2)
          return (
            <rect key={day} x={index * step + step * 0.15} y={height - 1 - tall} width={step * 0.7} height={tall}>
              <title>{`${dayInWords(day, 'UTC')}: ${formatNumber(value)}`}</title>
            </rect>
          )
        })}
      </svg>
      <div className={classes.ends} aria-hidden>
        <span>{dayInWords(days[0]?.day ?? '', 'UTC')}</span>
        <span>
          <Trans>Today</Trans>
        </span>
      </div>
    </figure>
  )
}

/** The next of 1, 2, 5, 10, 20, 50 … */
function roundTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find((times) => times * power >= most) ?? 10) * power
}
