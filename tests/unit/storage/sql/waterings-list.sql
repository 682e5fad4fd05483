SELECT time, litres, gardener FROM waterings ORDER BY time;
