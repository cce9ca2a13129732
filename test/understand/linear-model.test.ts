import { describe, expect, it } from 'vitest';
import { type Features, hashFeature, packModel, type Row, score, softmax } from '../../src/understand/linear-model.js';
import { train } from '../../src/understand/train.js';

const features = (...names: string[]): Features => ({
  ids: Int32Array.from(names, (name) => hashFeature(name)),
  values: new Float32Array(names.length).fill(1),
});

describe('a packed model', () => {
  it('adds up the weights of the features it knows and passes over the others', () => {
    const rows = new Map<number, Row>([
      [
        hashFeature('a'),
        [
          [0, 1.5],
          [2, -0.25],
        ],
      ],
      [hashFeature('b'), [[1, -3]]],
      [hashFeature('empty'), []],
    ]);
    const model = packModel(['x', 'y', 'z'], Float32Array.from([0.5, 0, 0]), rows);
    const scores = score(model, features('a', 'b', 'empty', 'never seen'));
    for (const [i, expected] of [2, -3, -0.25].entries()) expect(scores[i]).toBeCloseTo(expected, 2);
    expect([...score(model, features())]).toEqual([0.5, 0, 0]);
  });

  it('finds features whose hashes meet in one place', () => {
    const rows = new Map<number, Row>(Array.from({ length: 500 }, (_, i) => [i * 1024 + 7, [[0, i / 20]]]));
    const model = packModel(['x'], new Float32Array(1), rows);
    for (const i of [0, 1, 250, 499]) {
      const one: Features = { ids: Int32Array.of(i * 1024 + 7), values: Float32Array.of(1) };
      expect(score(model, one)[0]).toBeCloseTo(i / 20, 3);
    }
  });

  it('refuses more classes than it can name', () => {
    const many = Array.from({ length: 257 }, (_, i) => String(i));
    expect(() => packModel(many, new Float32Array(257), new Map())).toThrow('257 classes do not fit');
  });
});

describe('training', () => {
  const options = { epochs: 30, rate: 0.3, decay: 0, minimumCount: 1, negligible: 0, seeds: [1] };
  const examples = [
    { features: features('sun', 'hot'), labels: ['summer'] },
    { features: features('snow', 'cold'), labels: ['winter'] },
  ];

  it('tells the classes apart that it was taught', () => {
    const model = train(examples, options);
    const probable = (...names: string[]) => softmax(score(model, features(...names)))[model.classes.indexOf('winter')] as number;
    expect(probable('snow')).toBeGreaterThan(0.8);
    expect(probable('hot')).toBeLessThan(0.2);
  });

  it('shares a message of several classes between them', () => {
    const model = train([...examples, { features: features('equinox'), labels: ['summer', 'winter'] }], options);
    const [summer = 0, winter = 0] = softmax(score(model, features('equinox')));
    expect(Math.abs(summer - winter)).toBeLessThan(0.1);
  });

  it('averages what several orders of the examples teach', () => {
    const more = [...examples, { features: features('equinox', 'hot'), labels: ['summer', 'winter'] }];
    const scores = (seeds: readonly number[]) => score(train(more, { ...options, epochs: 3, seeds }), features('hot', 'snow'));
    const [first, second, both] = [scores([1]), scores([2]), scores([1, 2])];
    expect(first[0]).not.toBeCloseTo(second[0] as number, 4);
    expect(((both[0] as number) - (both[1] as number)) * 2).toBeCloseTo(
      (first[0] as number) - (first[1] as number) + (second[0] as number) - (second[1] as number),
      1,
    );
  });

  it('gives the same model for the same examples', () => {
    expect(train(examples, options)).toEqual(train(examples, options));
  });
});
