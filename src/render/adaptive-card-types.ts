// The few elements of Adaptive Cards 1.5 that the renderer uses.

/** A run of text. Clients do not read markdown in it. */
export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Small';
  readonly fontType?: 'Monospace';
  readonly isSubtle?: boolean;
}

/** An element of a card's body. */
export type CardElement =
  | {
      readonly type: 'TextBlock';
      readonly text: string;
      readonly wrap: true;
      readonly style?: 'heading';
      readonly size?: 'Large' | 'Medium';
      readonly weight?: 'Bolder';
      readonly spacing?: Spacing;
    }
  | { readonly type: 'RichTextBlock'; readonly inlines: readonly TextRun[]; readonly spacing?: Spacing }
  | {
      readonly type: 'Container';
      readonly items: readonly CardElement[];
      readonly style?: 'warning';
      readonly separator?: boolean;
      readonly spacing?: Spacing;
      readonly rtl?: true;
    }
  | {
      readonly type: 'Input.ChoiceSet';
      readonly id: string;
      readonly label: string;
      readonly style: 'compact';
      readonly value: string;
      readonly wrap: true;
      readonly choices: readonly { readonly title: string; readonly value: string }[];
    };

export type Spacing = 'None' | 'Small' | 'Medium';

/** A button of a card. */
export type CardAction =
  | { readonly type: 'Action.OpenUrl'; readonly title: string; readonly url: string }
  | {
      readonly type: 'Action.Execute';
      readonly title: string;
      readonly verb: string;
      readonly data: Readonly<Record<string, string>>;
      readonly tooltip?: string;
    }
  | {
      readonly type: 'Action.ShowCard';
      readonly title: string;
      readonly card: { readonly type: 'AdaptiveCard'; readonly rtl?: true; readonly body: readonly CardElement[] };
    };

/** An Adaptive Card, ready to be attached. */
export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: string;
  readonly rtl?: true;
  readonly fallbackText: string;
  readonly speak: string;
  readonly body: readonly CardElement[];
  readonly actions?: readonly CardAction[];
}
