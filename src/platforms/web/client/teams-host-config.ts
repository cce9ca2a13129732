import { HostConfig } from 'adaptivecards';

const color = (name: string) => ({ default: `var(--teams-${name})`, subtle: 'var(--teams-subtle)' });

/** Sizes and colours of Teams. The colours are names of our styles, so that light and dark need no second drawing. */
export function teamsHostConfig(): HostConfig {
  const foregroundColors = {
    default: color('ink'),
    accent: color('accent'),
    attention: color('attention'),
    dark: color('ink'),
    good: color('ink'),
    light: color('ink'),
    warning: color('ink'),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  const [plain, shaded] = [style('transparent'), style('var(--teams-shade)')];
  const warning = style('var(--teams-warning)');
  return new HostConfig({
    fontFamily: 'var(--teams-font)',
    fontTypes: {
      default: { fontFamily: 'var(--teams-font)', ...sizes() },
      monospace: { fontFamily: 'var(--mono)', ...sizes() },
    },
    ...sizes(),
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: 'var(--teams-line)' },
    supportsInteractivity: true,
    textBlock: { headingLevel: 2 },
    textStyles: { heading: { size: 'Large', weight: 'Bolder' } },
    containerStyles: { default: plain, emphasis: shaded, accent: shaded, good: shaded, attention: shaded, warning },
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
      preExpandSingleShowCardAction: false,
      showCard: { actionMode: 'Inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    inputs: { label: { inputSpacing: 4, requiredInputs: { weight: 'Bolder' }, optionalInputs: { weight: 'Bolder' } } },
  });
}

function sizes(): object {
  return {
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  };
}
