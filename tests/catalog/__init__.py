"""The catalogue, judged by the shapes of DCAT-AP and by the European portal's points."""
