/**
 * Theory that takes too long for the page's thread, as questions that cross to a worker: plain values only, so that an activation goes by its id.
 */
import { activation } from '../activations/catalogue.ts';
import { type CorrelationCourse, type CorrelationQuestion, correlationCourse } from '../theory/correlation.ts';
import type { Layer } from '../theory/layer.ts';
import { type TangentQuestion, type TangentSpectrum, tangentSpectrum } from '../theory/tangentSpectrum.ts';

/** The layers of an arm, all of one activation. */
export interface SentLayers {
  readonly activation: string;
  /** [L] */
  readonly layers: readonly Omit<Layer, 'activation'>[];
}

export function sentLayers(layers: readonly Layer[]): SentLayers {
  const id = layers[0]!.activation.id;
  return { activation: id, layers: layers.map(({ activation: _, ...layer }) => layer) };
}

export function receivedLayers({ activation: id, layers }: SentLayers): readonly Layer[] {
  const sigma = activation(id);
  return layers.map((layer) => ({ ...layer, activation: sigma }));
}

export interface CorrelationOrder extends Omit<CorrelationQuestion, 'layers'> {
  readonly layers: SentLayers;
}

export interface TangentOrder extends Omit<TangentQuestion, 'layers'> {
  readonly layers: SentLayers;
}

export const answerTangent = ({ layers, ...rest }: TangentOrder): TangentSpectrum =>
  tangentSpectrum({ ...rest, layers: receivedLayers(layers) });

export const answerCorrelation = ({ layers, ...rest }: CorrelationOrder): CorrelationCourse =>
  correlationCourse({ ...rest, layers: receivedLayers(layers) });
